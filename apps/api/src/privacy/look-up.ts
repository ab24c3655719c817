import { ownValue } from '@sidelight/shared/own-property.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { dataInventory } from './data-inventory.ts';
import { planErasure, type Step } from './erasure-plan.ts';
import type { HeldClass } from './inventory/entry.ts';
import { ownTextsOf, type Person } from './person.ts';
import type { Access, AccessHistory, Erasure, ErasureLog, PersonRows, StepReceipt } from './ports.ts';

export interface LookUpDeps {
  readonly tenant: TenantId;
  readonly log: Pick<ErasureLog, 'ofMarks' | 'receipts'>;
  readonly rows: Pick<PersonRows, 'widen' | 'count' | 'rows'>;
  readonly accessHistory: AccessHistory;
  marksOf(texts: readonly string[]): Promise<readonly string[]>;
}

export interface Held {
  readonly place: string;
  readonly about: string;
  /** The most telling of what its columns hold of a requester. */
  readonly class: HeldClass;
  readonly n: number;
  readonly oldest?: Date | undefined;
  readonly newest?: Date | undefined;
}

/** What is held about somebody, who looked, and whether they were erased. */
export interface PersonReport {
  readonly person: Person;
  readonly held: readonly Held[];
  readonly looked: readonly Access[];
  /** There are more than these. */
  readonly isMoreLooked: boolean;
  readonly erasure: (Erasure & { readonly receipts: readonly StepReceipt[] }) | undefined;
}

const MOST_LOOKS = 200;
const MOST_ROWS = 10_000;

export async function lookUp(deps: LookUpDeps, asked: Person): Promise<PersonReport> {
  const { tenant, log, rows, accessHistory } = deps;
  const person = await rows.widen(tenant, asked);
  const held = await rows.count(tenant, person);
  const looks = await accessHistory(tenant, person, MOST_LOOKS + 1);
  const [looked, isMoreLooked] = [looks.slice(0, MOST_LOOKS), looks.length > MOST_LOOKS];
  const erasure = await log.ofMarks(tenant, await deps.marksOf(ownTextsOf(person)));
  return {
    ...{ person, looked, isMoreLooked, held: held.map((one) => ({ ...one, ...describe(one.place) })) },
    erasure: erasure && { ...erasure, receipts: await log.receipts(tenant, erasure.id) },
  };
}

/** Everything that is held about them, row by row. */
export async function exportPerson(deps: LookUpDeps, asked: Person) {
  const { tenant, rows } = deps;
  const report = await lookUp(deps, asked);
  const places = new Map<string, { readonly rows: readonly unknown[]; readonly isCutShort: boolean }>();
  for (const { place, n } of report.held) {
    const found = await rows.rows(tenant, place, report.person, MOST_ROWS);
    places.set(place, { rows: found, isCutShort: n > found.length });
  }
  return { tenant, ...report, places: Object.fromEntries(places) };
}

/** What an erasure would do, before anybody says yes. */
export const planFor = (person: Person): readonly Step[] => planErasure(dataInventory, person, undefined);

function describe(place: string): Pick<Held, 'about' | 'class'> {
  const entry = ownValue(dataInventory, place);
  const classes = Object.values(entry?.columns ?? {}).flatMap((column) =>
    column.whose === 'requester' ? [column.class] : [],
  );
  return { about: entry?.about ?? '', class: classes.includes('personal') ? 'personal' : (classes[0] ?? 'none') };
}

import type { EraseReason } from '@sidelight/shared/privacy/erase-reasons.ts';
import type { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { EraseAnswer, Erasures, PrivacyReport, Who } from '@sidelight/shared/privacy/privacy-page.ts';
import type { OnRecord } from '../audit/ports.ts';
import { askErasure } from './ask-erasure.ts';
import { exportPerson, type LookUpDeps, lookUp, type PersonReport, planFor } from './look-up.ts';
import { namedReceipt, type OwnerName } from './owner-names.ts';
import { nobody, type Person, plainAddress, together } from './person.ts';
import type { ErasureLog, PersonRows } from './ports.ts';
import { heldPlace, receiptOf, summaryOf } from './receipt-of.ts';

export interface PrivacyDeskDeps extends LookUpDeps {
  readonly log: Pick<ErasureLog, 'ask' | 'find' | 'list' | 'ofMarks' | 'receipts'>;
  readonly rows: PersonRows;
  /** Who wrote a ticket, as the helpdesk says now. `unknown`: there is none; `unverified`: it could not be asked. */
  requesterOf(ticketId: string, signal: AbortSignal): Promise<{ readonly id: string } | 'unknown' | 'unverified'>;
  ownerOf(system: string): string;
  readonly backupsKeptMs: number;
  now(): number;
}

/** What an admin may ask and do about one person, whoever they are known by. */
export interface PrivacyDesk {
  /** Whom that names, with everything else they are known by here. */
  find(who: Who, signal: AbortSignal): Promise<Person | 'unknown' | 'unverified'>;
  show(person: Person, nameOf: OwnerName): Promise<PrivacyReport>;
  /** The same with every row. */
  copy(person: Person): Promise<object>;
  /** Whether it is an address or a number of theirs. */
  isTheirs(person: Person, typed: string): boolean;
  erase(person: Person, reason: EraseReason, by: string, record: OnRecord, nameOf: OwnerName): Promise<EraseAnswer>;
  erasures(): Promise<Erasures>;
  erasure(id: string, nameOf: OwnerName): Promise<ErasureReceipt | undefined>;
}

const MOST_ERASURES = 100;
const DAY_MS = 86_400_000;

export function createPrivacyDesk(deps: PrivacyDeskDeps): PrivacyDesk {
  const { tenant, log, rows, now } = deps;

  async function named({ by, text }: Who, signal: AbortSignal): Promise<Person | 'unknown' | 'unverified'> {
    if (by === 'email') return together(nobody, { addresses: [text] });
    if (by === 'user') return together(nobody, { users: [text] });
    if (by === 'contact') return together(nobody, { contacts: [text] });
    const asked = await deps.requesterOf(text, signal);
    if (typeof asked === 'object') return together(nobody, { users: [asked.id] });
    // Of a ticket that is gone there, or a helpdesk that is silent, what is kept here may still say whose it was.
    const kept = await rows.requesterOf(tenant, text);
    return kept === undefined ? asked : together(nobody, { users: [kept] });
  }

  async function erasure(id: string, nameOf: OwnerName): Promise<ErasureReceipt | undefined> {
    const found = await log.find(tenant, id);
    return found && namedReceipt(receiptOf(found, await log.receipts(tenant, id)), nameOf);
  }

  return {
    async find(who, signal) {
      const person = await named(who, signal);
      return typeof person === 'object' ? rows.widen(tenant, person) : person;
    },
    async show(person, nameOf) {
      const report = await lookUp(deps, person);
      return reportOf(deps, report, nameOf);
    },
    copy: (person) => exportPerson(deps, person),
    isTheirs,
    async erase(person, reason, by, record, nameOf) {
      const asked = await askErasure(deps, person, 'page', by, { reason, record });
      const found = asked && (await erasure(asked.id, nameOf));
      return found ? { kind: 'asked', erasure: found } : { kind: 'nobody' };
    },
    async erasures() {
      const found = await log.list(tenant, MOST_ERASURES + 1);
      const items = found.slice(0, MOST_ERASURES).map((one) => summaryOf(one, one.findings));
      return { items, isMore: found.length > MOST_ERASURES };
    },
    erasure,
  };

  function reportOf(
    { ownerOf, backupsKeptMs }: PrivacyDeskDeps,
    report: PersonReport,
    nameOf: OwnerName,
  ): PrivacyReport {
    const { person, held, looked, isMoreLooked, erasure: own } = report;
    const { addresses, names, users, contacts, tickets } = person;
    return {
      at: new Date(now()).toISOString(),
      known: { addresses, names, users, contacts, tickets: tickets.length },
      held: held.map(heldPlace),
      elsewhere: planFor(person).flatMap((step) =>
        step.kind === 'elsewhere' ? [{ system: step.system, id: step.id, owner: nameOf(ownerOf(step.system)) }] : [],
      ),
      looks: looked.map(({ ticketId, ...look }) => ({ ...look, ...(ticketId !== undefined && { ticketId }) })),
      isMoreLooks: isMoreLooked,
      backupsKeptDays: backupsKeptMs / DAY_MS,
      ...(own && { erasure: namedReceipt(receiptOf(own, own.receipts), nameOf) }),
    };
  }
}

const isTheirs = ({ addresses, users, contacts }: Person, typed: string): boolean =>
  addresses.includes(plainAddress(typed)) || users.includes(typed.trim()) || contacts.includes(typed.trim());

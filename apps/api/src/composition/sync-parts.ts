import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Connection, SyncAccess } from '../connectors/registry.ts';
import type { DealTarget, SyncTarget, Writer } from '../connectors/sync-port.ts';
import type { Side } from '../sync/canonical/canon.ts';
import { createCodecs, type FieldCodec, type Threw } from '../sync/codec.ts';
import type { SyncObjectPlan, SyncPlan } from '../sync/compile.ts';
import type { ErasedDeps } from '../sync/erase/ports.ts';
import type { FieldParts } from '../sync/field-run.ts';
import { createMakingSide } from '../sync/make/making-side.ts';
import type { Clocks } from '../sync/rule.ts';
import type { LinkedCompanies } from '../sync/shape/members.ts';
import { createSideTarget, type RunCall } from '../sync/target.ts';
import type { SyncParts } from '../sync/work.ts';
import { runInBudget } from './run-in-budget.ts';

/** Until a vendor's answers have said how its clock stands. */
const UNKNOWN_CLOCK_MS = 600_000;

export interface PartsDeps {
  readonly plan: SyncPlan;
  readonly object: SyncObjectPlan;
  connectionOf(side: Side): Connection | undefined;
  onYield(side: Side): Promise<void>;
  erasing(match: readonly FieldCodec[]): ErasedDeps;
  readonly companies: LinkedCompanies;
  readonly threw: Threw;
}

/**
 * One kind of record of the map, with both sides as they are connected; undefined where one is not. `aside`: fields that
 * do not flow. While one is among them by which records find each other or are made, no new one is linked or made.
 */
export function syncParts(deps: PartsDeps, aside: ReadonlySet<string>): SyncParts | undefined {
  const { plan, object, companies } = deps;
  const [left, right] = [reach(deps, 'left', 'sync'), reach(deps, 'right', 'sync')];
  if (!left || !right) return undefined;
  const everyCodec = codecsOf(deps, left, right);
  const codecs = everyCodec.filter(({ id, plan: { isReplaced } }) => !isReplaced && !aside.has(id));
  const match = object.match.flatMap(({ id }) => everyCodec.find((codec) => codec.id === id) ?? []);
  const isWhole = [...match.map(({ id }) => id), ...object.making.needs].every((id) => !aside.has(id));
  return {
    // Whoever was erased is known by these, whether they flow or not.
    ...deps.erasing(match),
    ...{ codecs, everyCodec, wave: plan.wave, making: object.making },
    ...{ create: isWhole ? object.create : [], match: isWhole ? match : [] },
    targets: {
      left: createSideTarget('left', left.target, everyCodec, left.run, companies),
      right: createSideTarget('right', right.target, everyCodec, right.run, companies),
    },
    makers: {
      left: createMakingSide('left', left.target, codecs, object.making, left.run),
      right: createMakingSide('right', right.target, codecs, object.making, right.run),
    },
    clocks: () => clocksOf(left.clock, right.clock),
    isCustomer: (side, writer) => side === 'left' && isCustomer(plan, writer),
  };
}

/** One field of it, which nothing waits for; undefined where the map or a connection has it not. */
export function fieldParts(deps: PartsDeps, field: string): FieldParts | undefined {
  const [left, right] = [reach(deps, 'left', 'backfill'), reach(deps, 'right', 'backfill')];
  const codec = left && right && codecsOf(deps, left, right).find(({ id, plan }) => id === field && !plan.isReplaced);
  if (!codec) return undefined;
  const read = codec.replaces ? [codec, codec.replaces] : [codec];
  return {
    ...{ codec, wave: deps.plan.wave },
    targets: {
      left: createSideTarget('left', left.target, read, left.run, deps.companies),
      right: createSideTarget('right', right.target, read, right.run, deps.companies),
    },
    clocks: () => clocksOf(left.clock, right.clock),
  };
}

const codecsOf = ({ plan, object, threw }: PartsDeps, left: Reached, right: Reached) =>
  createCodecs(object, plan, { left: left.target.capacity, right: right.target.capacity }, threw);

/** The CRM's deals, each call in its budget; undefined where it is not connected, or has none. */
export function reachDeals(connection: Connection | undefined): DealTarget | undefined {
  const deals = connection?.sync()?.deals;
  if (!connection || !deals) return undefined;
  const run = runInBudget(connection, 'sync');
  return {
    changes: (cursor, signal) => run('sync.deals', (own) => deals.changes(cursor, own), signal),
    won: (id, signal) => run('sync.deal', (own) => deals.won(id, own), signal),
    contactsOf: (id, most, signal) => run('sync.contacts', (own) => deals.contactsOf(id, most, own), signal),
  };
}

interface Reached {
  readonly clock: SyncAccess['clock'];
  readonly target: SyncTarget;
  readonly run: RunCall;
}

function reach(
  { object, connectionOf, onYield }: PartsDeps,
  side: Side,
  kind: 'sync' | 'backfill',
): Reached | undefined {
  const connection = connectionOf(side);
  const access = connection?.sync();
  const target = access && ownValue(access.targets, object[side]);
  if (!connection || !access || !target) return undefined;
  return { clock: access.clock, target, run: runInBudget(connection, kind, () => onYield(side)) };
}

function clocksOf(left: SyncAccess['clock'], right: SyncAccess['clock']): Clocks {
  const [l, r] = [left.ahead(), right.ahead()];
  if (!l || !r) return { aheadMs: { left: 0, right: 0 }, uncertaintyMs: UNKNOWN_CLOCK_MS };
  return { aheadMs: { left: l.aheadMs, right: r.aheadMs }, uncertaintyMs: l.uncertaintyMs + r.uncertaintyMs };
}

/** The map says which of the CRM's writers stand for the customer. */
function isCustomer({ customer }: SyncPlan, writer: Writer): boolean {
  if (writer.kind === 'form') return customer.forms;
  return writer.kind === 'app' && customer.apps.includes(writer.id);
}

import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Connection, SyncAccess } from '../connectors/registry.ts';
import type { DealTarget, SyncTarget, Writer } from '../connectors/sync-port.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { FieldCodec } from '../sync/codec.ts';
import { createCodecs } from '../sync/codec.ts';
import type { SyncObjectPlan, SyncPlan } from '../sync/compile.ts';
import type { ErasedDeps } from '../sync/erase/ports.ts';
import { createMakingSide } from '../sync/make/making-side.ts';
import type { Clocks } from '../sync/rule.ts';
import type { LinkedCompanies } from '../sync/shape/members.ts';
import { createSideTarget, type RunCall } from '../sync/target.ts';
import type { SyncParts } from '../sync/work.ts';
import { runInBudget } from './run-in-budget.ts';

/** Until a vendor's answers have said how its clock stands. */
const UNKNOWN_CLOCK_MS = 600_000;

/** One kind of record of the map, with both sides as they are connected; undefined where one is not. */
export function syncParts(
  plan: SyncPlan,
  object: SyncObjectPlan,
  connectionOf: (side: Side) => Connection | undefined,
  onYield: (side: Side) => Promise<void>,
  erasing: (match: readonly FieldCodec[]) => ErasedDeps,
  companies: LinkedCompanies,
): SyncParts | undefined {
  const [left, right] = [reach(object, 'left', connectionOf, onYield), reach(object, 'right', connectionOf, onYield)];
  if (!left || !right) return undefined;
  const codecs = createCodecs(object, plan, { left: left.target.capacity, right: right.target.capacity });
  const match = object.match.flatMap(({ id }) => codecs.find((codec) => codec.id === id) ?? []);
  return {
    ...{ codecs, match, ...erasing(match) },
    ...{ wave: plan.wave, create: object.create, making: object.making },
    targets: {
      left: createSideTarget('left', left.target, codecs, left.run, companies),
      right: createSideTarget('right', right.target, codecs, right.run, companies),
    },
    makers: {
      left: createMakingSide('left', left.target, codecs, object.making, left.run),
      right: createMakingSide('right', right.target, codecs, object.making, right.run),
    },
    clocks: () => clocksOf(left.clock, right.clock),
    isCustomer: (side, writer) => side === 'left' && isCustomer(plan, writer),
  };
}

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
  object: SyncObjectPlan,
  side: Side,
  connectionOf: (side: Side) => Connection | undefined,
  onYield: (side: Side) => Promise<void>,
): Reached | undefined {
  const connection = connectionOf(side);
  const access = connection?.sync();
  const target = access && ownValue(access.targets, object[side]);
  if (!connection || !access || !target) return undefined;
  return { clock: access.clock, target, run: runInBudget(connection, 'sync', () => onYield(side)) };
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

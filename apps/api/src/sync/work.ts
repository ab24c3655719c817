import { setTimeout as wait } from 'node:timers/promises';
import type { Writer } from '../connectors/sync-port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, type Outcome, retry } from '../jobs/outcome.ts';
import type { SyncWork } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { carryOut } from './decided.ts';
import { deliver } from './deliver.ts';
import { type ComputedValues, feed } from './feed.ts';
import { takeIn } from './intake.ts';
import type { PlanDeps } from './make/plan-makings.ts';
import type { SyncStore } from './ports.ts';
import { readTold } from './read-told.ts';
import { type ReconcileDeps, reconcile } from './reconcile.ts';
import type { Reconciled } from './reconciled.ts';
import type { Clocks } from './rule.ts';
import type { SideTarget } from './target.ts';

/** One kind of record, with both sides that can be reached. */
export interface SyncParts extends PlanDeps {
  /** Also those of fields that are set aside: what is under way of them, and what people decide, is kept. */
  readonly everyCodec: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, SideTarget>>;
  readonly wave: ReconcileDeps['wave'];
  clocks(): Clocks;
  isCustomer(side: Side, writer: Writer): boolean;
}

export interface SyncWorkDeps {
  readonly tenant: TenantId;
  readonly store: SyncStore;
  isOn(object: string): Promise<boolean>;
  /** Undefined where the map or a connection has no such kind of record. */
  partsOf(object: string): Promise<SyncParts | undefined>;
  /** What both sides say of their properties, where that was not asked a short time ago. */
  lookAtFields(object: string, signal: AbortSignal): Promise<void>;
  /** A side can no longer list what has changed: everything is compared. At most one comparison waits. */
  compareAll(object: string): Promise<void>;
  /** Deals that were won since they were last asked for. */
  takeInDeals(signal: AbortSignal): Promise<void>;
  /** When the present work began, by our clock; now, while nobody is at work. */
  lagSinceMs(): number;
  now(): number;
  steadyNow(): number;
}

/** `isApproved`: somebody has seen how much it is, and wants it. */
export interface ComparedAs {
  readonly isDry: boolean;
  readonly isApproved: boolean;
}
const NO_WAVE = { deletes: 1, changes: 1, creations: 1, atLeast: Number.POSITIVE_INFINITY };

/** So long in one go; then others have their turn. */
const WORKED_MS = 40_000;
/** How long a batch waits at most until it is full. */
const MAX_FILLING_MS = 1000;

export interface SyncWorker {
  run(ids: { readonly object: string; readonly work: SyncWork }, signal: AbortSignal): Promise<Outcome>;
  /** What we have worked out of these records of the helpdesk. False where a side is not connected. */
  feed(object: string, values: ReadonlyMap<string, ComputedValues>): Promise<boolean>;
  compare(
    object: string,
    how: ComparedAs,
    heard: Pick<ReconcileDeps, 'onProgress' | 'onWeighed' | 'onUnpaired' | 'pages'>,
    signal: AbortSignal,
  ): Promise<Reconciled | 'not_connected'>;
}

/** What one tenant does with its jobs of sync. */
export function createSyncWorker(deps: SyncWorkDeps): SyncWorker {
  const { tenant, store, isOn, partsOf, compareAll, lagSinceMs, now, steadyNow } = deps;

  async function deliverAll(object: string, side: Side, signal: AbortSignal): Promise<Outcome> {
    const parts = await partsOf(object);
    if (!parts) return retry('not_connected');
    const flowing = new Set(parts.codecs.map(({ id }) => id));
    const own = { ...parts, codecs: parts.everyCodec, flowing };
    const given = { ...own, store, target: parts.targets[side], lagSinceMs, now };
    const scope = { tenant, object };
    const begunMs = steadyNow();
    let waitedMs = 0;
    let records = 0;
    let leftMs: number | undefined;
    while (!signal.aborted && steadyNow() - begunMs < WORKED_MS) {
      const how = { isOn: await isOn(object), mayWait: waitedMs < MAX_FILLING_MS };
      const delivered = await deliver(given, scope, how, signal);
      if (delivered.kind === 'nothing_due') return done;
      leftMs = undefined;
      waitedMs = delivered.kind === 'filling' ? waitedMs + delivered.afterMs : 0;
      if ('records' in delivered) records += delivered.records ?? 0;
      if (delivered.kind !== 'sent') {
        leftMs = delivered.afterMs;
        if (leftMs > WORKED_MS - (steadyNow() - begunMs)) break;
        // Called off, it is somebody else's to go on with.
        await wait(leftMs, undefined, { signal }).catch(() => {});
      }
    }
    if (signal.aborted || records === 0) return retry('no_answer', leftMs);
    // It came on: what is left is no failure of this one.
    await store.transact(scope, async (tx) => tx.goOnSending(side));
    return done;
  }

  async function takeInAll(object: string, side: Side, signal: AbortSignal): Promise<Outcome> {
    const parts = await partsOf(object);
    // It is asked for again soon, whatever comes of this time.
    if (!parts || !(await isOn(object))) return done;
    const { of } = parts.codecs.find(({ plan }) => plan.of !== undefined)?.plan ?? {};
    if (of !== undefined) await store.replayLinked({ tenant, object }, of);
    const given = { ...parts, store, target: parts.targets[side], now, compareAll: () => compareAll(object) };
    await takeIn(given, { tenant, object }, signal);
    return done;
  }

  async function readAllTold(object: string, side: Side, signal: AbortSignal): Promise<Outcome> {
    const parts = await partsOf(object);
    if (!parts) return retry('not_connected');
    if (!(await isOn(object))) return done;
    await readTold({ ...parts, store, target: parts.targets[side], now }, { tenant, object }, signal);
    return done;
  }

  async function carryOutAll(object: string): Promise<Outcome> {
    const parts = await partsOf(object);
    if (!parts) return retry('not_connected');
    await carryOut({ codecs: parts.everyCodec, store, now }, { tenant, object });
    return done;
  }

  return {
    async run({ object, work }, signal) {
      const side: Side = work.endsWith('left') ? 'left' : 'right';
      try {
        if (work === 'decided') return await carryOutAll(object);
        if (work.startsWith('told')) return await readAllTold(object, side, signal);
        if (work === 'look_at_fields') {
          await deps.lookAtFields(object, signal);
          return done;
        }
        if (work === 'take_in_deals') {
          if (await isOn(object)) await deps.takeInDeals(signal);
          return done;
        }
        return work.startsWith('deliver')
          ? await deliverAll(object, side, signal)
          : await takeInAll(object, side, signal);
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        if (work.startsWith('take_in')) return done;
        return error.reason === 'forbidden' ? giveUp('not_allowed') : retry('no_answer', error.retryAfterMs);
      }
    },
    async feed(object, values) {
      const parts = await partsOf(object);
      if (!parts) return false;
      await feed({ codecs: parts.everyCodec, store, now }, { tenant, object }, values);
      return true;
    },
    async compare(object, { isDry, isApproved }, heard, signal) {
      const parts = await partsOf(object);
      if (!parts) return 'not_connected';
      const wave = isApproved ? NO_WAVE : parts.wave;
      return reconcile({ ...parts, ...heard, wave, store, now }, { tenant, object }, isDry, signal);
    },
  };
}

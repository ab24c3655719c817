import type { Sync } from '@sidelight/shared/map/sync.ts';
import { isDryRun } from '@sidelight/shared/sync/dry-run.ts';
import type {
  DecideAnswer,
  DecideRequest,
  PauseRequest,
  ReplayRequest,
  RunRequest,
  SwitchRequest,
  SyncCommandAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import type { OnRecord } from '../../audit/ports.ts';
import type { SyncDecisions } from '../../store/sync-decisions.ts';
import type { OpenItem } from '../../store/sync-item.ts';
import type { ReviewList } from '../../store/sync-review-list.ts';
import type { SyncRuns } from '../../store/sync-runs.ts';
import type { SyncStatus } from '../../store/sync-status.ts';
import type { SyncSwitches } from '../../store/sync-switches.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { UNDO_WITHIN_MS } from '../correct.ts';
import type { FieldStore } from '../fields/ports.ts';
import { type AskedChoice, choiceFor } from './choice-for.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { dryRunSeen, maySwitchOn } from './may-switch-on.ts';
import { readOnlySide, type WriteRightDeps } from './write-right.ts';

export interface DeskCommandDeps extends WriteRightDeps {
  readonly tenant: TenantId;
  readonly sync: Sync;
  readonly fields: DeskFields;
  /** What can be switched on and off. */
  readonly objects: readonly string[];
  readonly status: Pick<SyncStatus, 'openItems' | 'dryRun' | 'runUnderWay' | 'lastRuns'>;
  readonly switches: Pick<SyncSwitches, 'list' | 'isOn' | 'set'>;
  readonly runs: Pick<SyncRuns, 'ask' | 'find' | 'pause' | 'goOn'>;
  readonly fieldStore: Pick<FieldStore, 'aside'>;
  readonly decisions: SyncDecisions;
  readonly list: Pick<ReviewList, 'byId'>;
  isConnected(object: string): boolean;
  now(): number;
}

const refused = (why: Extract<SyncCommandAnswer, { kind: 'refused' }>['why']): SyncCommandAnswer => ({
  ...{ kind: 'refused', why },
});
const done: SyncCommandAnswer = { kind: 'done' };

/** Who does it. `by`: their name, which is stored with it. */
export interface Doer {
  readonly by: string;
  readonly record: OnRecord;
}

/** What people do about sync. */
export function createDeskCommands(deps: DeskCommandDeps) {
  const { tenant, sync, fields, objects, status, switches, runs, decisions, list, isConnected, now } = deps;

  /** What stands in the way of a run or of switching on. */
  const obstacle = (object: string): SyncCommandAnswer | undefined => {
    if (!objects.includes(object)) return refused('not_in_map');
    return isConnected(object) ? undefined : refused('not_connected');
  };

  async function isRefusedWave(object: string): Promise<boolean> {
    for (const id of await status.lastRuns(tenant)) {
      const run = await runs.find(tenant, id);
      if (run?.object === object && run.field === undefined)
        return run.kind !== 'dry_run' && run.result?.refused != null;
    }
    return false;
  }

  /** What somebody may not see they cannot decide, nor take back. */
  function whereMasked(reader: Reader, items: readonly OpenItem[]): DecideAnswer | undefined {
    const masked = items.filter(({ object, field }) => field !== undefined && !fields.mayShow(object, field, reader));
    if (masked.length === 0) return undefined;
    return { kind: 'refused', refusals: masked.map(({ id }) => ({ code: 'masked', id })) };
  }

  /** What stands in the way of comparing one field. */
  async function fieldObstacle(object: string, field: string, isDry: boolean): Promise<SyncCommandAnswer | undefined> {
    const plan = fields.field(object, field);
    if (!plan || plan.isReplaced) return refused('not_in_map');
    const aside = await deps.fieldStore.aside({ tenant, object });
    if (aside.some((one) => one.field === field && !one.isReturning)) return refused('aside');
    const seen = isDry ? undefined : await dryRunSeen(deps, tenant, object, field, now());
    return seen && seen.kind !== 'yes' ? refused(seen.kind) : undefined;
  }

  return {
    /** Of all of them or of none. */
    async decide(reader: Reader, { by, record }: Doer, { ids: asked, choice }: DecideRequest): Promise<DecideAnswer> {
      const ids = [...new Set(asked)];
      const items = await status.openItems(tenant, { ids }, ids.length);
      const masked = whereMasked(reader, items);
      if (masked) return masked;
      const wanted: AskedChoice =
        'take' in choice ? { kind: 'take', take: choice.take } : { kind: 'typed', typed: choice.value };
      const found = choiceFor(sync, ids, items, wanted);
      if (found.kind === 'refused') return { kind: 'refused', refusals: [...found.refusals] };
      const count = await decisions.choose(tenant, ids, found.choice, by, record);
      return { kind: 'done', count };
    },
    async undo(reader: Reader, { by, record }: Doer, asked: readonly string[]): Promise<DecideAnswer> {
      const ids = [...new Set(asked)];
      const masked = whereMasked(reader, await list.byId(tenant, ids));
      if (masked) return masked;
      const since = new Date(now() - UNDO_WITHIN_MS);
      const count = await decisions.takeBack(tenant, ids, since, by, record);
      return count > 0 ? { kind: 'done', count } : { kind: 'refused', refusals: [{ code: 'too_late' }] };
    },
    async run({ by, record }: Doer, { object, kind, field }: RunRequest): Promise<SyncCommandAnswer> {
      const stands = obstacle(object);
      if (stands) return stands;
      const isDry = isDryRun({ kind });
      if (!isDry && !(await switches.isOn(tenant, object))) return refused('switched_off');
      if (kind === 'approved' && !(await isRefusedWave(object))) return refused('nothing_to_approve');
      const fieldStands = field === undefined ? undefined : await fieldObstacle(object, field, isDry);
      if (fieldStands) return fieldStands;
      if ((await status.runUnderWay(tenant, object, kind, field)) !== undefined) return refused('under_way');
      await runs.ask(tenant, object, kind, by, field, record);
      return done;
    },
    /** What is done of a run stays done; it goes on from there. */
    async pause({ by, record }: Doer, { id, isPaused }: PauseRequest): Promise<SyncCommandAnswer> {
      const isChanged = isPaused ? await runs.pause(tenant, id, by, record) : await runs.goOn(tenant, id, record);
      return isChanged ? done : refused('not_under_way');
    },
    /** What the map has no more can still be switched off. */
    async switchTo({ by, record }: Doer, { object, isOn }: SwitchRequest): Promise<SyncCommandAnswer> {
      if (!isOn) {
        const isKnown = (await switches.list(tenant)).some((one) => one.object === object);
        if (!isKnown && !objects.includes(object)) return refused('not_in_map');
        if (await switches.isOn(tenant, object)) await switches.set(tenant, object, false, by, record);
        return done;
      }
      const stands = obstacle(object);
      if (stands) return stands;
      const may = await maySwitchOn(deps, tenant, object, now(), true);
      if (may.kind === 'no_dry_run' || may.kind === 'old_dry_run') return refused(may.kind);
      if (may.kind === 'yes' && (await readOnlySide(deps, object))) return refused('no_right_to_write');
      if (may.kind === 'yes') await switches.set(tenant, object, true, by, record);
      return done;
    },
    async replay({ by, record }: Doer, filter: ReplayRequest): Promise<SyncCommandAnswer> {
      return { kind: 'done', count: await decisions.replay(tenant, filter, by, record) };
    },
  };
}

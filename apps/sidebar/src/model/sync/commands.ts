import type { RuleChange } from '@sidelight/shared/sync/review.ts';
import type { RunKind } from '@sidelight/shared/sync/sync-report.ts';
import type {
  ReplayRequest,
  RuleApplyAnswer,
  RulePatchAnswer,
  SyncCommandAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import type { Clock } from '../../host/port.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { pauseKey, replayKey, rulePanelId, runKey, switchKey } from './ids.ts';
import { patchOf, patchOfApply, type RuleDraft, type SyncCommand, type SyncState } from './state.ts';

export interface SyncCommandDeps {
  readonly state: Store<SyncState>;
  readonly client: Client;
  readonly clock: Clock;
  isCommandAnswer: Check<SyncCommandAnswer>;
  isPatchAnswer: Check<RulePatchAnswer>;
  isApplyAnswer: Check<RuleApplyAnswer>;
  refresh(): void;
}

/** What an admin does about sync besides deciding items. One at a time. */
export interface SyncCommands {
  /** The first of two clicks; without a key, second thoughts. */
  askFirst(key: string | undefined): void;
  /** `field`: of a backfill. */
  run(object: string, kind: RunKind, field?: string): void;
  /** Holds a run, or lets it go on. */
  pause(runId: string, isPaused: boolean): void;
  /** The field of a kind of record that is to be compared by itself. */
  choose(object: string, field: string): void;
  switchTo(object: string, isOn: boolean): void;
  /** `key`: the button's. */
  replay(which: string, request: ReplayRequest): void;
  /** Shows what the map would be with this rule; without one the panel closes. */
  draftRule(itemId: string, change: RuleChange | undefined): void;
  applyRule(): void;
}

const SAID_MS = 8_000;

export function createSyncCommands(deps: SyncCommandDeps): SyncCommands {
  const { state, client, clock, refresh } = deps;
  const paint = (change: Partial<SyncState>) => state.set({ ...state.get(), ...change });

  async function send(key: string, path: string, body: object): Promise<void> {
    if (state.get().command?.state === 'sending') return;
    paint({ command: { key, state: 'sending' }, asked: undefined });
    const answer = await client.tell(path, body, deps.isCommandAnswer);
    const command: SyncCommand = !answer.ok
      ? { key, state: 'refused', refusal: answer.refusal }
      : answer.value.kind === 'done'
        ? { key, state: 'done', ...(answer.value.count !== undefined && { count: answer.value.count }) }
        : { key, state: 'stopped', why: answer.value.why };
    paint({ command });
    if (command.state === 'done')
      clock.after(SAID_MS, () => state.get().command === command && paint({ command: undefined }));
    refresh();
  }

  const isStill = ({ itemId, change }: RuleDraft) => {
    const { rule } = state.get();
    return rule?.itemId === itemId && rule.change === change;
  };

  async function readPatch(draft: RuleDraft): Promise<void> {
    const { itemId, change } = draft;
    const answer = await client.tell('/v1/sync/rule/patch', { id: itemId, change }, deps.isPatchAnswer);
    if (isStill(draft)) paint({ rule: { ...draft, patch: patchOf(answer) } });
  }

  async function apply(draft: RuleDraft, base: string): Promise<void> {
    const { itemId, change } = draft;
    paint({ rule: { ...draft, patch: { state: 'applying' } }, asked: undefined });
    const answer = await client.tell('/v1/sync/rule', { id: itemId, change, base }, deps.isApplyAnswer);
    if (isStill(draft)) paint({ rule: { ...draft, patch: patchOfApply(answer) } });
    refresh();
  }

  return {
    askFirst: (key) => paint({ asked: key }),
    run: (object, kind, field) =>
      void send(runKey(object, kind), '/v1/sync/runs', { object, kind, ...(field !== undefined && { field }) }),
    pause: (id, isPaused) => void send(pauseKey(id), '/v1/sync/runs/pause', { id, isPaused }),
    choose: (object, field) => paint({ chosen: new Map(state.get().chosen).set(object, field) }),
    switchTo: (object, isOn) => void send(switchKey(object), '/v1/sync/switch', { object, isOn }),
    replay: (which, request) => void send(replayKey(which), '/v1/sync/replay', request),
    draftRule(itemId, change) {
      if (!change) return paint({ rule: undefined, asked: undefined });
      const draft: RuleDraft = { itemId, change, patch: { state: 'reading' } };
      const isNew = state.get().rule?.itemId !== itemId;
      paint({ rule: draft, asked: undefined, ...(isNew && { focus: rulePanelId(itemId) }) });
      void readPatch(draft);
    },
    applyRule() {
      const { rule } = state.get();
      if (rule?.patch.state === 'shown') void apply(rule, rule.patch.base);
    },
  };
}

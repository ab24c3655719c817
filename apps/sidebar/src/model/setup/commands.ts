import type { JobsAnswer, JobsRequest } from '@sidelight/shared/jobs/jobs-report.ts';
import type { Disconnected } from '@sidelight/shared/setup/disconnected.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { Rollout, RolloutAnswer, RolloutRequest } from '@sidelight/shared/setup/rollout.ts';
import type { WebhookAnswer } from '@sidelight/shared/setup/webhook.ts';
import type { Clock } from '../../host/port.ts';
import type { Answer, Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { BACK, criterionId, dropKey, jobsKey, REGISTER, SAVE_ROLLOUT, TEST_WEBHOOK, WIDER } from './ids.ts';
import { narrower, wider } from './phases.ts';
import {
  type Criterion,
  criteriaOf,
  draftOf,
  type GroupPhase,
  isChanged,
  type RolloutDraft,
  toggled,
  withPilot,
  wrongCriteria,
} from './rollout-draft.ts';
import type { SetupCommand, SetupState } from './state.ts';

export interface SetupCommandDeps {
  readonly state: Store<SetupState>;
  readonly client: Client;
  readonly clock: Clock;
  isDisconnected: Check<Disconnected>;
  isWebhookAnswer: Check<WebhookAnswer>;
  isRolloutAnswer: Check<RolloutAnswer>;
  isJobsAnswer: Check<JobsAnswer>;
  refresh(): void;
}

/** What an admin does besides connecting. One at a time. */
export interface SetupCommands {
  /** The first of two clicks; without a key, second thoughts. */
  askFirst(key: string | undefined): void;
  disconnect(connector: string): void;
  register(): void;
  testWebhook(): void;
  settleJobs(what: 'retry' | 'discard', which: JobsRequest): void;
  search(text: string): void;
  toggleGroup(phase: GroupPhase, id: string): void;
  setCriterion(criterion: Criterion, text: string): void;
  discard(): void;
  saveRollout(): void;
  goWider(): void;
  goBack(): void;
}

const SAID_MS = 6_000;

export function createSetupCommands(deps: SetupCommandDeps): SetupCommands {
  const { state, client, clock } = deps;
  const paint = (change: Partial<SetupState>) => state.set({ ...state.get(), ...change });

  async function run(key: string, send: () => Promise<SetupCommand>): Promise<void> {
    if (state.get().command?.state === 'sending') return;
    paint({ command: { key, state: 'sending' }, asked: undefined });
    const command = await send();
    paint({ command });
    if (command.state === 'done')
      clock.after(SAID_MS, () => state.get().command === command && paint({ command: undefined }));
    deps.refresh();
  }

  const outcome = <T extends WebhookAnswer | RolloutAnswer | JobsAnswer>(
    key: string,
    answer: Answer<T>,
  ): SetupCommand => {
    if (!answer.ok) return { key, state: 'refused', refusal: answer.refusal };
    const { value } = answer;
    if (value.kind === 'done') return { key, state: 'done' };
    if (value.kind === 'blocked') return { key, state: 'blocked', blockers: value.blockers };
    return { key, state: 'failed', reason: value.reason };
  };

  const webhook = (key: string, path: string) =>
    void run(key, async () => outcome(key, await client.tell(path, {}, deps.isWebhookAnswer)));

  function change(key: string, request: RolloutRequest, isDraftSent: boolean): void {
    const sent = state.get().draft;
    void run(key, async () => {
      const command = outcome(key, await client.tell('/v1/setup/rollout', request, deps.isRolloutAnswer));
      // Typed on while it was on its way: that is not saved yet.
      if (command.state === 'done' && isDraftSent && state.get().draft === sent) paint({ draft: undefined });
      return command;
    });
  }

  /** What was changed goes along, if it can. */
  function sendDraft(key: string, phaseFrom: (rollout: Rollout) => Phase | undefined): void {
    const { setup, draft } = state.get();
    const phase = setup && phaseFrom(setup.rollout);
    if (!setup || !phase) return;
    const own = draft ?? draftOf(setup.rollout);
    const [wrong] = wrongCriteria(own);
    if (wrong) paint({ focus: criterionId(wrong), asked: undefined });
    else change(key, { phase, ...groupsOf(own), criteria: criteriaOf(own) }, true);
  }

  function edit(by: (draft: RolloutDraft) => RolloutDraft): void {
    const { setup, draft } = state.get();
    if (!setup) return;
    const next = by(draft ?? draftOf(setup.rollout));
    paint({ draft: isChanged(next, setup.rollout) ? next : undefined });
  }

  return {
    askFirst: (asked) => paint({ asked }),
    disconnect: (connector) =>
      void run(dropKey(connector), async () => {
        const key = dropKey(connector);
        const path = `/v1/setup/connections/${encodeURIComponent(connector)}`;
        const answer = await client.tell(path, {}, deps.isDisconnected, undefined, 'DELETE');
        if (!answer.ok) return { key, state: 'refused', refusal: answer.refusal };
        // What was tested and agreed to was about the connection that is no more.
        const [testRuns, consents] = [new Map(state.get().testRuns), new Map(state.get().consents)];
        testRuns.delete(connector);
        consents.delete(connector);
        paint({ testRuns, consents, atVendors: new Map(state.get().atVendors).set(connector, answer.value.atVendor) });
        return { key, state: 'done' };
      }),
    register: () => webhook(REGISTER, '/v1/setup/webhook'),
    testWebhook: () => webhook(TEST_WEBHOOK, '/v1/setup/webhook/test'),
    settleJobs(what, which) {
      const key = jobsKey(what, which.queue, which.reason);
      void run(key, async () => outcome(key, await client.tell(`/v1/jobs/${what}`, which, deps.isJobsAnswer)));
    },
    search: (groupSearch) => paint({ groupSearch }),
    toggleGroup: (phase, id) => edit((draft) => toggled(draft, phase, id)),
    setCriterion: (criterion, text) =>
      edit((draft) => ({ ...draft, criteria: { ...draft.criteria, [criterion]: text } })),
    discard: () => paint({ draft: undefined }),
    saveRollout: () => sendDraft(SAVE_ROLLOUT, ({ phase }) => phase),
    goWider: () => sendDraft(WIDER, ({ phase }) => wider(phase)),
    goBack() {
      const { setup } = state.get();
      const phase = setup && narrower(setup.rollout.phase);
      // Back must always work, whatever stands half-typed in the form: it goes with what is saved.
      if (setup && phase) change(BACK, { phase, ...groupsOf(setup.rollout), criteria: setup.rollout.criteria }, false);
    },
  };
}

const groupsOf = (of: Pick<RolloutDraft, GroupPhase>) => ({ pilotGroups: [...of.pilotGroups], groups: withPilot(of) });

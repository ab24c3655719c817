import type { Onboarding, StepRequest } from '@sidelight/shared/customer/onboarding.ts';
import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { SyncedState } from './state.ts';

export interface StepDeps {
  readonly state: Store<SyncedState>;
  readonly client: Pick<Client, 'post'>;
  nowMs(): number;
  refresh(): void;
}

/** Ticks a step of a new customer off, or not any more. */
export function createSteps({ state, client, nowMs, refresh }: StepDeps) {
  return {
    async tick(step: string, isDone: boolean): Promise<void> {
      const { ticketId, answer } = state.get();
      const list = answer?.onboarding;
      if (!list) return;
      const at = isDone ? new Date(nowMs()).toISOString() : undefined;
      // At once, as a box that is ticked looks; put back where it was not accepted.
      const ticked = { ...answer, onboarding: withStep(list, step, at) };
      state.set({ ...state.get(), answer: ticked, ticked: { step, state: 'saving' } });
      const request: StepRequest = { step, isDone };
      const { ok } = await client.post(`/v1/tickets/${ticketId}/steps`, request);
      const now = state.get();
      if (now.ticketId !== ticketId || !now.answer?.onboarding) return;
      if (ok) {
        if (now.ticked?.step === step) state.set({ ...now, ticked: { step, state: 'done' } });
        return;
      }
      // Only this step is put back: others may have been ticked meanwhile.
      const before = list.items.find(({ id }) => id === step)?.doneAt;
      const onboarding = withStep(now.answer.onboarding, step, before);
      state.set({ ...now, answer: { ...now.answer, onboarding }, ticked: { step, state: 'failed' } });
      refresh();
    },
  };
}

const withStep = (list: Onboarding, step: string, at: string | undefined): Onboarding => ({
  ...list,
  items: list.items.map(({ doneAt, doneBy, ...item }) =>
    item.id === step
      ? { ...item, ...(at !== undefined && { doneAt: at }) }
      : { ...item, ...(doneAt !== undefined && { doneAt }), ...(doneBy !== undefined && { doneBy }) },
  ),
});

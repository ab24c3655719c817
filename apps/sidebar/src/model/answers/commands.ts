import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { AnswersState, Mark } from './state.ts';

/** What an agent says of something they have to put right: that it is, or is not after all. */
export function answerCommands(state: Store<AnswersState>, client: Pick<Client, 'post'>) {
  const mark = (incidentId: string, as: Mark) =>
    state.set({ ...state.get(), done: new Map(state.get().done).set(incidentId, as) });
  const send = async (incidentId: string, method: 'POST' | 'DELETE', isHandled: boolean) => {
    const { ticketId, done } = state.get();
    const before = done.get(incidentId)?.isHandled ?? false;
    mark(incidentId, { isHandled: before, state: 'sending' });
    const answer = await client.post(`/v1/answers/${ticketId}/${encodeURIComponent(incidentId)}/handled`, {}, method);
    // Another ticket is on screen by now.
    if (state.get().ticketId === ticketId)
      mark(incidentId, answer.ok ? { isHandled } : { isHandled: before, state: 'refused' });
  };
  return {
    handled: (incidentId: string) => void send(incidentId, 'POST', true),
    reopen: (incidentId: string) => void send(incidentId, 'DELETE', false),
  };
}

import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { AnswersState } from './state.ts';

/** What an agent says of something they have to put right: that it is, or is not after all. */
export function answerCommands(state: Store<AnswersState>, client: Pick<Client, 'post'>) {
  const mark = (incidentId: string, as: 'sending' | 'handled' | 'refused' | undefined) => {
    const done = new Map(state.get().done);
    if (as) done.set(incidentId, as);
    else done.delete(incidentId);
    state.set({ ...state.get(), done });
  };
  const send = async (incidentId: string, method: 'POST' | 'DELETE', as: 'handled' | undefined) => {
    const { ticketId } = state.get();
    mark(incidentId, 'sending');
    const answer = await client.post(`/v1/answers/${ticketId}/${encodeURIComponent(incidentId)}/handled`, {}, method);
    // Another ticket is on screen by now.
    if (state.get().ticketId === ticketId) mark(incidentId, answer.ok ? as : 'refused');
  };
  return {
    handled: (incidentId: string) => void send(incidentId, 'POST', 'handled'),
    reopen: (incidentId: string) => void send(incidentId, 'DELETE', undefined),
  };
}

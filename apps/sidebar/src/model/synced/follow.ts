import type { TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import type { Attention, Clock } from '../../host/port.ts';
import type { Sidebar } from '../sidebar.ts';
import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { firstSynced, type SyncedState } from './state.ts';

export interface FollowDeps {
  readonly state: Store<SyncedState>;
  readonly sidebar: Pick<Sidebar, 'state'>;
  readonly client: Pick<Client, 'get'>;
  readonly clock: Clock;
  readonly attention: Attention;
  isTicketFields(json: unknown): json is TicketFields;
}

export interface Follow {
  /** Asks again now, and for a while until both sides hold what they are to hold. */
  refresh(): void;
}

/** While a value is on its way it is looked for at these times. */
const LOOKS_MS = [1500, 2500, 4000, 8000, 16_000, 30_000];

/** Asks what both sides hold of the ticket on screen, each time its cards have been read. */
export function followTicket({ state, sidebar, client, clock, attention, isTicketFields }: FollowDeps): Follow {
  let looks = 0;
  let stop = () => {};
  let isSettled = false;

  async function read(): Promise<void> {
    const { ticketId } = state.get();
    if (ticketId === undefined) return;
    const answer = await client.get(`/v1/tickets/${ticketId}/fields`, isTicketFields);
    // Another ticket is on screen by now. And what could not be read now stays as it was.
    if (state.get().ticketId !== ticketId || !answer.ok) return;
    state.set({ ...state.get(), answer: answer.value });
    if (isUnderWay(answer.value)) lookLater();
  }

  function lookLater(): void {
    stop();
    const waitMs = LOOKS_MS[looks++];
    if (waitMs !== undefined) stop = clock.after(waitMs, () => (attention.isOn() ? void read() : undefined));
  }

  function refresh(): void {
    looks = 0;
    stop();
    void read();
  }

  function onTicket(): void {
    const { ref, phase } = sidebar.state.get();
    if (ref.ticketId !== state.get().ticketId) {
      stop();
      state.set(firstSynced(ref.ticketId));
      isSettled = false;
    }
    const wasSettled = isSettled;
    isSettled = phase === 'settled';
    // Cards first: this is none of what an agent waits for.
    if (isSettled && !wasSettled) refresh();
  }

  sidebar.state.watch(onTicket);
  onTicket();
  return { refresh };
}

const isUnderWay = ({ records }: TicketFields): boolean =>
  records.some(({ fields }) => fields.some((field) => field.state === 'agreed' && field.waiting.length > 0));

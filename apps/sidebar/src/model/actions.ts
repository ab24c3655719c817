import type { LinkRequest } from '@sidelight/shared/context/request.ts';
import type { TicketRef } from '../host/port.ts';
import type { Api } from './api.ts';
import type { ShowBriefly } from './feedback.ts';
import { ended } from './reduce.ts';
import type { Sidebar } from './sidebar.ts';
import type { Told } from './state.ts';

/** Tells the owner of a field. Never rejects. */
type TellOwner = (field: string) => Promise<Told>;

/** What the agent can do, with what it is done to. */
export type Act =
  | readonly [verb: 'copy', text: string]
  /** Tells the owner of a field that it cannot be had. */
  | readonly [verb: 'tell', field: string]
  /** Says which account the requester belongs to, or takes that back. `found`: by which a search says it has found it. */
  | readonly [verb: 'pin' | 'reject', accountId: string, found?: string];

/** `key` names a thing within its card, e.g. a field id: its button says what came of it. */
export type DoAct = (cardId: string, key: string, act: Act) => Promise<void>;

export interface ActionDeps {
  readonly sidebar: Sidebar;
  readonly api: Api;
  readonly showBriefly: ShowBriefly;
  copyText(text: string): boolean;
  readonly tellOwner: TellOwner;
  /** What came of it. */
  readonly say: Readonly<Record<Told | 'copied', string>>;
}

export function createActions({ sidebar, api, showBriefly, copyText, tellOwner, say }: ActionDeps): DoAct {
  const { state } = sidebar;
  const never = new AbortController().signal;

  async function link(verb: 'pin' | 'reject', accountId: string, found?: string): Promise<void> {
    const { ref, customer } = state.get();
    if (!customer || !('requester' in customer)) return;
    const { ticketId } = ref;
    const { id: requesterId } = customer.requester;
    const request: LinkRequest = { ...(ticketId && { ticketId }), requesterId, accountId, ...(found && { found }) };
    const trouble = await api.link(verb, request, never);
    // The agent may have moved on meanwhile; then the answer is about a ticket no longer shown.
    if (!isSameTicket(state.get().ref, ref)) return;
    if (trouble) state.set(ended(state.get(), trouble));
    else sidebar.restart();
  }

  return async (cardId, key, [verb, what, found]) => {
    const says = (kind: Told | 'copied') => showBriefly(cardId, { key, says: say[kind] });
    switch (verb) {
      case 'copy':
        return says(copyText(what) ? 'copied' : 'refused');
      case 'tell':
        return says(await tellOwner(what));
      default:
        return link(verb, what, found);
    }
  };
}

const isSameTicket = (a: TicketRef, b: TicketRef) => a.ticketId === b.ticketId && a.requesterId === b.requesterId;

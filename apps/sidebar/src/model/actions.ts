import type { LinkRequest } from '@sidelight/shared/context/request.ts';
import type { Clock, HelpdeskHost, TicketRef } from '../host/port.ts';
import type { Api } from './api.ts';
import { ended, onCard } from './reduce.ts';
import type { Sidebar } from './sidebar.ts';
import type { Feedback, Told } from './state.ts';

/** "Copied" stays on the button this long. */
const FEEDBACK_MS = 2_000;

/** Tells the owner of a field. Never rejects. */
export type TellOwner = (field: string) => Promise<Told>;

export interface ActionDeps {
  readonly sidebar: Sidebar;
  readonly api: Api;
  readonly host: HelpdeskHost;
  readonly clock: Clock;
  copyText(text: string): boolean;
  readonly tellOwner: TellOwner;
}

/** What the agent can do. Keys name a thing within its card, e.g. a field id. */
export interface Actions {
  /** Unfolds what is folded, and the other way round. */
  toggle(cardId: string, key: string): void;
  copy(cardId: string, key: string, text: string): void;
  /** `notice` is shown by the helpdesk once the draft stands in the editor. */
  insert(cardId: string, key: string, text: string, notice: string): Promise<void>;
  refresh(cardId?: string): void;
  /** Tells the owner of a field that it cannot be had. */
  tell(cardId: string, key: string, field: string): Promise<void>;
  /** Says which account the requester belongs to, or takes that back. */
  link(verb: 'pin' | 'reject', accountId: string): Promise<void>;
}

export function createActions({ sidebar, api, host, clock, copyText, tellOwner }: ActionDeps): Actions {
  const { state } = sidebar;
  const never = new AbortController().signal;

  function show(cardId: string, feedback: Feedback | undefined): void {
    state.set(onCard(state.get(), cardId, (view) => ({ ...view, feedback })));
  }

  function showBriefly(cardId: string, feedback: Feedback): void {
    show(cardId, feedback);
    clock.after(FEEDBACK_MS, () => {
      const isShown = state.get().cards.some((view) => view.feedback === feedback);
      if (isShown) show(cardId, undefined);
    });
  }

  return {
    refresh: sidebar.refresh,
    toggle(cardId, key) {
      const change = (open: readonly string[]) =>
        open.includes(key) ? open.filter((other) => other !== key) : [...open, key];
      state.set(onCard(state.get(), cardId, (view) => ({ ...view, open: change(view.open) })));
    },
    copy(cardId, key, text) {
      showBriefly(cardId, { key, kind: copyText(text) ? 'copied' : 'refused' });
    },
    async insert(cardId, key, text, notice) {
      const isDone = await host.insertDraft(text, never);
      if (isDone) host.notify(notice);
      showBriefly(cardId, { key, kind: isDone ? 'inserted' : 'refused' });
    },
    async tell(cardId, key, field) {
      showBriefly(cardId, { key, kind: await tellOwner(field) });
    },
    async link(verb, accountId) {
      const { ref, customer } = state.get();
      if (!customer || !('requester' in customer)) return;
      const { ticketId } = ref;
      const request: LinkRequest = { ...(ticketId && { ticketId }), requesterId: customer.requester.id, accountId };
      const trouble = await api.link(verb, request, never);
      // The agent may have moved on meanwhile; then the answer is about a ticket no longer shown.
      if (!isSameTicket(state.get().ref, ref)) return;
      if (trouble) state.set(ended(state.get(), trouble));
      else sidebar.restart();
    },
  };
}

const isSameTicket = (a: TicketRef, b: TicketRef) => a.ticketId === b.ticketId && a.requesterId === b.requesterId;

import type { SearchAnswer, SearchRequest } from '@sidelight/shared/context/search.ts';
import type { Sidebar } from './sidebar.ts';
import type { Answer, Check, Client } from './status/client.ts';

interface SearchDeps {
  readonly sidebar: Pick<Sidebar, 'state'>;
  readonly client: Pick<Client, 'tell'>;
  readonly isSearchAnswer: Check<SearchAnswer>;
}

export type Search = (requesterId: string, text: string) => Promise<Answer<SearchAnswer>>;

/** Asks the CRM for accounts, for the requester of the ticket on screen. Never rejects. */
export const createSearch =
  ({ sidebar, client, isSearchAnswer }: SearchDeps): Search =>
  (requesterId, text) => {
    const { ticketId } = sidebar.state.get().ref;
    const request: SearchRequest = { ...(ticketId && { ticketId }), requesterId, text };
    return client.tell('/v1/links/search', request, isSearchAnswer);
  };

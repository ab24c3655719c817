import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { LRUCache } from 'lru-cache';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Caller } from '../open-request.ts';

/** What the helpdesk answers somebody of the staff who asks for a ticket, or for whom a new one is about, as themselves. */
export type OwnWord =
  | { readonly kind: 'seen' }
  /** It does not show it to them, or there is none: nobody is told which. */
  | { readonly kind: 'hidden' }
  /** They have not allowed us to ask as them, or not any more. */
  | { readonly kind: 'not_allowed' }
  | { readonly kind: 'unsure'; readonly reason: Reason };

/** What is asked for: a ticket, or on a new one whom it is about. */
export interface Asked {
  readonly by: 'ticket' | 'user';
  readonly id: string;
}

export interface OwnWords {
  /** Undefined where this helpdesk's agents are not asked for; at once where the helpdesk has said so a moment ago. */
  of(caller: Caller, request: ContextRequest): OwnWord | Promise<OwnWord> | undefined;
}

/** Where what agents may see is worked out from their record. */
export const noOwnWords: OwnWords = { of: () => undefined };

/** Asks the helpdesk with this person's own token. Never rejects for what a vendor does. */
export type AskAs = (userId: string, asked: Asked, signal: AbortSignal) => Promise<OwnWord>;

export interface RememberedWords {
  /** `withinMs`: after that nobody knows. */
  of(caller: Caller, request: ContextRequest, ask: AskAs, withinMs: number): OwnWord | Promise<OwnWord>;
  /** What the helpdesk has said to them counts no more, nor what it is being asked. */
  forget(tenant: TenantId, userId: string): void;
}

export interface RememberedWordsDeps {
  /** The helpdesk does not show it to them. */
  onHidden(caller: Caller, request: ContextRequest): void;
  steadyNow(): number;
}

/** So long a word counts; one that keeps something back, much less long: it may have been given to them since. */
export const OWN_WORD_MS = 60_000;
const HIDDEN_MS = 5000;
const MOST = 50_000;

interface Kept {
  readonly word: OwnWord;
  readonly untilMs: number;
}

const askedFor = (request: ContextRequest): Asked =>
  'ticketId' in request ? { by: 'ticket', id: request.ticketId } : { by: 'user', id: request.requesterId };

/** The helpdesk's own word on each person and ticket, a minute old at most; asked for once, however many wait for it. */
export function rememberWords({ onHidden, steadyNow }: RememberedWordsDeps): RememberedWords {
  const kept = new LRUCache<string, Kept>({ max: MOST });
  const asking = new Map<string, Promise<OwnWord>>();

  function begin(key: string, withinMs: number, asked: (signal: AbortSignal) => Promise<OwnWord>): Promise<OwnWord> {
    const startedMs = steadyNow();
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(new UpstreamError('timeout')), withinMs);
    const flight: Promise<OwnWord> = asked(ending.signal)
      .then((word) => {
        const forMs = word.kind === 'seen' ? OWN_WORD_MS : word.kind === 'hidden' ? HIDDEN_MS : 0;
        // As old as the question: what has changed since may not be in the answer.
        if (forMs > 0 && asking.get(key) === flight) kept.set(key, { word, untilMs: startedMs + forMs });
        return word;
      })
      .finally(() => {
        clearTimeout(timer);
        if (asking.get(key) === flight) asking.delete(key);
      });
    asking.set(key, flight);
    return flight;
  }

  return {
    of(caller, request, ask, withinMs) {
      const { tenant, userId } = caller;
      const asked = askedFor(request);
      const key = `${nameOf(tenant, userId)}${asked.by} ${asked.id}`;
      const told = (word: OwnWord): OwnWord => {
        if (word.kind === 'hidden') onHidden(caller, request);
        return word;
      };
      const found = kept.get(key);
      if (found && steadyNow() < found.untilMs) return told(found.word);
      const word = (asking.get(key) ?? begin(key, withinMs, (signal) => ask(userId, asked, signal))).then(told);
      // Whoever asked may have been refused meanwhile, and wait for it no more.
      word.catch(() => {});
      return word;
    },
    forget(tenant, userId) {
      const name = nameOf(tenant, userId);
      for (const map of [kept, asking]) for (const key of map.keys()) if (key.startsWith(name)) map.delete(key);
    },
  };
}

const nameOf = (tenant: TenantId, userId: string): string => `${tenant} ${userId} `;

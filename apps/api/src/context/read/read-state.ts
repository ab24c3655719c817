import type { Unlinked } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Answer } from '../../connectors/port.ts';

/** An expression of the map threw, or answered with something that fits no value. */
export const EXPRESSION_FAILED = Symbol('expression failed');

/** When something was read. */
export interface ReadTime {
  /** As it is shown and stored. */
  readonly readAtMs: number;
  /** By the clock that never jumps: ages are measured by it. */
  readonly readSteadyMs: number;
}

/** One answer, with every field of its read already worked out. */
export interface Known<R = unknown> extends ReadTime {
  readonly answer: Answer<R>;
  /** `readAtMs`, as it goes on the wire. */
  readonly readAt: string;
  /** By field id, and by `partKey` for what explains it: what the map's expression found, undefined for nothing, or EXPRESSION_FAILED. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** How one read stands for one request. Each state carries exactly its own facts. */
export type ReadState<R = unknown> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'fresh'; readonly known: Known<R>; readonly isCached: boolean }
  /** Without `reason` a fresh answer is on its way; with one it could not be had. */
  | { readonly kind: 'stale'; readonly known: Known<R>; readonly reason?: Reason }
  | { readonly kind: 'nobody'; readonly readAtMs: number }
  | { readonly kind: 'failed'; readonly reason: Reason }
  | { readonly kind: 'unlinked'; readonly why: Unlinked }
  /** Not asked, because what comes before it could not be had: the helpdesk, the CRM, or a person's decision. */
  | { readonly kind: 'blocked'; readonly reason: Reason };

/** The part that says what those are told who may not see the value; no part of an explanation can be called so. */
export const PREDICATE = '?';
export const partKey = (field: string, part: string): string => `${field}:${part}`;

export const WAITING: ReadState = { kind: 'waiting' };

/** Whether anything more may come in this request. */
export const isSettled = (state: ReadState): boolean =>
  !(state.kind === 'waiting' || (state.kind === 'stale' && state.reason === undefined));

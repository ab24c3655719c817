import type { CardSource } from '@sidelight/shared/context/card.ts';
import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { TellAnswer } from '@sidelight/shared/health/request.ts';
import type { TicketRef } from '../host/port.ts';

/** What stands between us and a whole answer. Upstream trouble is none of these: it is a field state. */
export type Trouble = Cause & {
  /** To be asked again after so long, by itself. */
  readonly waitMs?: number;
};
type Cause =
  /** The connection broke, or never came about; what was shown stays. */
  | { readonly kind: 'broken' }
  /** It did, and is tried once more by itself. */
  | { readonly kind: 'retrying' }
  /** Lines came that do not fit the contract; they were left out. */
  | { readonly kind: 'garbled' }
  /** The helpdesk did not say what is on screen. */
  | { readonly kind: 'no_host' }
  | Refusal;

/** Our own backend did not answer, and says why. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: ProblemCode;
  readonly requestId: string;
  /** Where it is put right. */
  readonly href?: string | undefined;
}

/** One card as it is to be drawn. Unchanged cards keep their identity, so they are not drawn again. */
export interface CardView {
  readonly frame: CardFrame;
  /** By field id. A field that is not here is still being asked for, or was lost with the stream. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly sources: readonly CardSource[];
  /** Counts up within one stream; 0 before this stream has said anything about this card. */
  readonly version: number;
  /** Ids of fields shown from an earlier stream until this one replaces them. */
  readonly kept: readonly string[];
  /** Something here may still change by itself. */
  readonly isReading: boolean;
  /** Keys of what the agent has unfolded here. */
  readonly open: readonly string[];
  readonly feedback?: Feedback | undefined;
}

/** What became of telling the owner. */
export type Told = TellAnswer['state'] | 'refused';

/** What was just done at the agent's wish, shown for a moment on the button that did it. */
export interface Feedback {
  readonly key: string;
  readonly says: string;
}

export interface State {
  readonly phase: 'reading' | 'settled';
  readonly ref: TicketRef;
  readonly customer: Customer | undefined;
  readonly cards: readonly CardView[];
  readonly health: readonly SystemHealth[];
  readonly trouble: Trouble | undefined;
}

export const emptyCard = (frame: CardFrame): CardView => ({
  frame,
  fields: new Map(),
  sources: [],
  version: 0,
  kept: [],
  isReading: true,
  open: [],
});

/** Nothing was heard for it, and nothing will be. */
export const isBlank = ({ isReading, fields }: CardView): boolean => !isReading && fields.size === 0;

/** Nobody was asked about anything: asking again cannot help before somebody chooses a requester. */
export const isUnasked = (view: CardView, customer: Customer | undefined): boolean =>
  customer?.state === 'no_requester' && isBlank(view);

export const firstState = (frames: readonly CardFrame[]): State => ({
  phase: 'reading',
  ref: {},
  customer: undefined,
  cards: frames.map(emptyCard),
  health: [],
  trouble: undefined,
});

/** The requester was changed on screen and not saved: the helpdesk still answers for the one before, or for none. */
export function isUnsaved({ ref, customer }: State): boolean {
  if (customer === undefined || ref.requesterId === undefined) return false;
  if ('requester' in customer) return customer.requester.id !== ref.requesterId;
  return customer.state === 'no_requester';
}

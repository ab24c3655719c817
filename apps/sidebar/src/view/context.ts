import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { Field, Receipt } from '@sidelight/shared/context/field.ts';
import type { Issue } from '@sidelight/shared/context/value.ts';
import type { ComponentChildren } from 'preact';
import type { Act } from '../model/actions.ts';
import type { CardView, Refusal, State } from '../model/state.ts';
import type { Ticker } from '../model/ticker.ts';
import type { Format } from '../words/format.ts';
import type { UnfoldWords } from '../words/unfold-words.ts';
import type { Words } from '../words/words.ts';

/** What the agent can do. Keys name a thing within its card, e.g. a field id. */
export interface Commands {
  /** Unfolds what is folded, and the other way round. */
  toggle(cardId: string, key: string): void;
  refresh(cardId?: string): void;
  act(cardId: string, key: string, act: Act): void;
  /** Fetches what is unfolded once more. */
  fetchUnfold(): void;
}

/** What is drawn where something is unfolded, or where nobody is sure who the customer is; `say` is what it says. */
export interface Unfold {
  readonly say: UnfoldWords;
  detail(field: Field | undefined, ctx: CardContext, say: UnfoldWords): ComponentChildren;
  lossRows(cards: readonly CardView[], isAsking: boolean, ctx: CardContext, say: UnfoldWords): ComponentChildren;
  issueDetail(
    issue: Issue,
    receipt: Receipt,
    notes: readonly (string | false | undefined)[],
    ctx: CardContext,
    say: UnfoldWords,
  ): ComponentChildren;
  wholeList(receipt: Receipt, ctx: ViewContext, say: UnfoldWords, words?: string): ComponentChildren;
  refusal(trouble: Refusal, ctx: ViewContext): ComponentChildren;
  announcement(state: State, say: UnfoldWords, ctx: ViewContext): string;
  pastTickets(view: CardView, ctx: ViewContext): ComponentChildren;
  receiptList(receipt: Receipt, ctx: ViewContext, say: UnfoldWords): ComponentChildren;
  linkedAccount(
    customer: Extract<Customer, { state: 'linked' }>,
    ctx: CardContext,
    say: UnfoldWords,
  ): ComponentChildren;
  who(customer: Exclude<Customer, { state: 'linked' }>, ctx: CardContext, say: UnfoldWords): ComponentChildren;
}

/** What every part of the view can say, format and do. Another one where `unfold` or the language has come. */
export interface ViewContext extends Words, Format, Commands, Ticker {
  /** What only a click shows comes with a script of its own. */
  readonly unfold: Unfold | 'failed' | undefined;
}

/** The same on one card. Parts of a card are plain functions of it: a component each would cost bytes and buy nothing. */
export interface CardContext extends ViewContext {
  readonly view: CardView;
  /** The card's. */
  readonly id: string;
}

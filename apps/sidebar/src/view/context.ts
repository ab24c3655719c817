import type { Actions } from '../model/actions.ts';
import type { CardView } from '../model/state.ts';
import type { Ticker } from '../model/ticker.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';

/** What every part of the view can say, format and do. Never changes while the page lives. */
export interface ViewContext extends Words, Format, Actions, Ticker {}

/** The same on one card. Parts of a card are plain functions of it: a component each would cost bytes and buy nothing. */
export interface CardContext extends ViewContext {
  readonly view: CardView;
  /** The card's. */
  readonly id: string;
}

import type { Card } from '@sidelight/shared/context/card.ts';
import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import { type CardView, emptyCard, type State, type Trouble } from './state.ts';

/** One line of the stream, applied. Pure; what a line does not touch keeps its identity. */
export function reduce(state: State, event: ContextEvent): State {
  switch (event.type) {
    case 'open':
      return { ...state, trouble: undefined, health: event.health, cards: reframe(state.cards, event.cards) };
    case 'customer':
      return withCustomer(state, event.customer);
    case 'card':
      return onCard(state, event.card.id, (view) => withCard(view, event.card));
    case 'done':
      return ended(state, undefined);
  }
}

/** The same ticket, asked again: what is shown stays until something newer replaces it. */
export function again(state: State, cardId?: string, trouble?: Trouble): State {
  const asAgain = (view: CardView): CardView => ({
    ...view,
    version: 0,
    kept: [...view.fields.keys()],
    isReading: cardId === undefined || view.frame.id === cardId,
  });
  return { ...state, phase: 'reading', trouble, cards: state.cards.map(asAgain) };
}

/** The stream is over, well or badly. What it still owed is not coming. */
export function ended(state: State, trouble: Trouble | undefined): State {
  const cards = state.cards.map((view) => (view.isReading ? { ...view, isReading: false } : view));
  return { ...state, phase: 'settled', trouble, cards };
}

export function onCard(state: State, cardId: string, change: (view: CardView) => CardView): State {
  return { ...state, cards: state.cards.map((view) => (view.frame.id === cardId ? change(view) : view)) };
}

export const opened = (view: CardView, key: string): CardView =>
  view.open.includes(key) ? view : { ...view, open: [...view.open, key] };

/** What is unfolded is folded, and the other way round. */
export const toggled = (view: CardView, key: string): CardView =>
  view.open.includes(key) ? { ...view, open: view.open.filter((other) => other !== key) } : opened(view, key);

function withCard(view: CardView, card: Card): CardView {
  if (card.version <= view.version) return view;
  const kept = view.kept.filter((id) => card.waiting.includes(id));
  const old = [...view.fields].filter(([id]) => kept.includes(id));
  const fields = new Map([...old, ...card.fields.map((field) => [field.id, field] as const)]);
  const isReading = card.waiting.length > 0 || card.fields.some(isOnItsWay);
  return { ...view, fields, sources: card.sources, version: card.version, kept, isReading };
}

const isOnItsWay = (field: Field) => field.state === 'stale' && !field.reason;

const accountOf = (customer: Customer | undefined) => (customer?.state === 'linked' ? customer.account.id : undefined);

/** Another account: nothing kept from the one before may stay on screen. */
function withCustomer(state: State, customer: Customer): State {
  const isSame = accountOf(customer) === accountOf(state.customer);
  return { ...state, customer, cards: isSame ? state.cards : state.cards.map(forgetKept) };
}

function forgetKept(view: CardView): CardView {
  if (view.kept.length === 0) return view;
  const fields = new Map([...view.fields].filter(([id]) => !view.kept.includes(id)));
  return { ...view, fields, kept: [], open: [], ...(view.version === 0 && { sources: [], isReading: true }) };
}

/** The page was drawn from the frames it came with; the stream's are newer, and nearly always the same. */
function reframe(views: readonly CardView[], frames: readonly CardFrame[]): readonly CardView[] {
  const isSame = JSON.stringify(views.map((view) => view.frame)) === JSON.stringify(frames);
  if (isSame) return views;
  return frames.map((frame) => {
    const view = views.find((known) => known.frame.id === frame.id);
    return view ? { ...view, frame } : emptyCard(frame);
  });
}

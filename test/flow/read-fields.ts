import type { Card } from '@sidelight/shared/context/card.ts';
import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { Value } from '@sidelight/shared/context/value.ts';

/** The last word on each card of a stream. */
export const lastCards = (events: readonly ContextEvent[]): Map<string, Card> =>
  new Map(events.flatMap((event) => (event.type === 'card' ? [[event.card.id, event.card] as const] : [])));

export const customerIn = (events: readonly ContextEvent[]) =>
  events.flatMap((event) => (event.type === 'customer' ? [event.customer] : [])).at(-1);

export function fieldIn(cards: Iterable<Card>, id: string): Field {
  for (const card of cards) {
    const field = card.fields.find((candidate) => candidate.id === id);
    if (field) return field;
  }
  throw new Error(`no field ${id}`);
}

/** The value of a field that has one; its state otherwise. */
export function shown(cards: Iterable<Card>, id: string): Value | string {
  const field = fieldIn(cards, id);
  return field.state === 'ok' || field.state === 'stale' ? field.value : field.state;
}

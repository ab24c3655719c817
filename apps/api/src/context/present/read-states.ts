import type { Card } from '@sidelight/shared/context/card.ts';
import type { Blueprint } from '../blueprint.ts';
import { isSettled, type ReadState, WAITING } from '../read/read-state.ts';
import { cardOf, seenBy } from './card.ts';
import type { View } from './field.ts';

/** The states of all reads of one request, and which cards have changed since they were last taken. */
export interface ReadStates {
  set(read: string, state: ReadState): void;
  stateOf(read: string): ReadState;
  /** Snapshots of the cards that changed since the last call, in the map's order. */
  takeChanged(view: View): Card[];
  isSettled(): boolean;
  /** Whether every read on a card has a fresh answer, or a sure "nobody". */
  isAllFresh(): boolean;
}

export function createReadStates(blueprint: Blueprint): ReadStates {
  const states = new Map<string, ReadState>();
  const versions = new Map<string, number>();
  const changed = new Set<string>();
  const stateOf = (read: string) => states.get(read) ?? WAITING;
  const onCards = blueprint.cards.flatMap((card) => card.reads);

  return {
    stateOf,
    set(read, state) {
      if (stateOf(read) === state) return;
      states.set(read, state);
      for (const card of blueprint.cards) if (card.reads.some((plan) => plan.id === read)) changed.add(card.id);
    },
    takeChanged(view) {
      if (changed.size === 0) return [];
      const cards = blueprint.cards
        .filter((plan) => changed.has(plan.id) && seenBy(view, plan).length > 0)
        .map((plan) => {
          const version = (versions.get(plan.id) ?? 0) + 1;
          versions.set(plan.id, version);
          return cardOf(plan, stateOf, view, version);
        });
      changed.clear();
      return cards;
    },
    isSettled: () => onCards.every((plan) => isSettled(stateOf(plan.id))),
    isAllFresh: () =>
      onCards.every((plan) => {
        const { kind } = stateOf(plan.id);
        return kind === 'fresh' || kind === 'nobody' || kind === 'unlinked';
      }),
  };
}

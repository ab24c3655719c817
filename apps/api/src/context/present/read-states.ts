import type { Card } from '@sidelight/shared/context/card.ts';
import type { Blueprint, CardPlan } from '../blueprint.ts';
import { isSettled, type ReadState, WAITING } from '../read/read-state.ts';
import { cardOf, seenBy } from './card.ts';
import { isAgreed } from './consent.ts';
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

const hasAdvertising = ({ fields }: CardPlan) => fields.some(({ fallback }) => fallback.marketing);

export function createReadStates(blueprint: Blueprint): ReadStates {
  const states = new Map<string, ReadState>();
  const versions = new Map<string, number>();
  const changed = new Set<string>();
  const stateOf = (read: string) => states.get(read) ?? WAITING;
  const onCards = blueprint.cards.flatMap((card) => card.reads);
  // Only what advertises hangs on consent; most maps have nothing that does.
  const advertising = new Set(blueprint.cards.filter(hasAdvertising));
  const consent = advertising.size > 0 ? blueprint.cards.find((card) => card.consent)?.consent : undefined;
  const isOn = (card: CardPlan, read: string) =>
    card.reads.some(({ id }) => id === read) ||
    (advertising.has(card) && consent?.some((part) => part.read.id === read) === true);

  return {
    stateOf,
    set(read, state) {
      if (stateOf(read) === state) return;
      states.set(read, state);
      for (const card of blueprint.cards) if (isOn(card, read)) changed.add(card.id);
    },
    takeChanged(looking) {
      if (changed.size === 0) return [];
      const view = { ...looking, mayAdvertise: isAgreed(consent, stateOf, looking) };
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

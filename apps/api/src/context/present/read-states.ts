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
  /** Cards of which nothing has changed but what is known of consent. */
  const asked = new Set<string>();
  /** What stood on each card that advertises, as it was taken last. */
  const taken = new Map<string, string>();
  const stateOf = (read: string) => states.get(read) ?? WAITING;
  const onCards = blueprint.cards.flatMap((card) => card.reads);
  // Only what advertises hangs on consent; most maps have nothing that does.
  const advertising = new Set(blueprint.cards.filter(hasAdvertising));
  const consent = advertising.size > 0 ? blueprint.cards.find((card) => card.consent)?.consent : undefined;
  const isOfConsent = (read: string) => consent?.some((part) => part.read.id === read) === true;
  /** Most often consent says nothing new, as there is no sentence to offer; the card stays the one that is shown. */
  function isAsItWas(card: Card): boolean {
    const now = JSON.stringify({ ...card, version: 0 });
    const isSame = !changed.has(card.id) && now === (taken.get(card.id) ?? now);
    taken.set(card.id, now);
    return isSame;
  }

  return {
    stateOf,
    set(read, state) {
      if (stateOf(read) === state) return;
      states.set(read, state);
      for (const { id, reads } of blueprint.cards) if (reads.some((plan) => plan.id === read)) changed.add(id);
      if (isOfConsent(read)) for (const { id } of advertising) asked.add(id);
    },
    takeChanged(looking) {
      if (changed.size === 0 && asked.size === 0) return [];
      const view = { ...looking, mayAdvertise: isAgreed(consent, stateOf, looking) };
      const cards = blueprint.cards
        .filter((plan) => (changed.has(plan.id) || asked.has(plan.id)) && seenBy(view, plan).length > 0)
        .flatMap((plan) => {
          const version = (versions.get(plan.id) ?? 0) + 1;
          const card = cardOf(plan, stateOf, view, version);
          if (advertising.has(plan) && isAsItWas(card)) return [];
          versions.set(plan.id, version);
          return [card];
        });
      changed.clear();
      asked.clear();
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

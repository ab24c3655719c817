import type { Card } from '@sidelight/shared/context/card.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { System } from '../world/systems.ts';
import { pace } from './arena.ts';
import type { Ordeal } from './expected.ts';
import type { Opening } from './read-opening.ts';
import { allCards, cardsOf, fieldsOf } from './who-shows.ts';

/** A turn of the event loop on a busy machine; not what is measured. */
const SLACK_MS = 12;
/** The same where there is only one opening to look at. Less than half of what waiting for the failing system would cost. */
const SINGLE_SLACK_MS = 150;

interface Judge {
  readonly wrong: string[];
  check(isRight: boolean, what: string): void;
  /** One opening of a ticket that was whole before. */
  opening(opening: Opening, when: string): void;
  /** Cards of healthy systems against how soon they came before. */
  speed(openings: readonly Opening[]): void;
  /** A ticket that nobody has ever read. */
  stranger(opening: Opening): void;
  /** Everything as it was. */
  whole(opening: Opening): void;
}

/** Holds what is shown while `systems` fail against what was shown in health. */
export function createJudge(systems: readonly System[], ordeal: Ordeal, base: readonly Opening[]): Judge {
  const wrong: string[] = [];
  const check = (isRight: boolean, what: string) => void (isRight || wrong.push(what));
  const [healthy] = base;
  if (!healthy) throw new Error('nothing to compare with');
  const touched = new Set(systems.flatMap((system) => cardsOf[system]));
  const others = allCards.filter((id) => !touched.has(id));
  const startedMs = Date.now();
  const own = (opening: Opening): Field[] =>
    fieldsIn(opening).filter(({ id }) => systems.some((system) => fieldsOf[system].test(id)));

  function judgeField(field: Field, when: string): void {
    const before = fieldsIn(healthy!).find(({ id }) => id === field.id);
    if (ordeal.reason === undefined || before?.state === 'absent' || field.state === 'masked') return;
    if (ordeal.fault.kind === 'flapping' && field.state === 'ok') return;
    if (field.state !== 'stale') return void wrong.push(`${when}: ${field.id} is ${field.state}, not its last value`);
    check([ordeal.reason, 'circuit_open'].includes(field.reason ?? ''), `${when}: ${field.id} says ${field.reason}`);
    check((field.fallback?.steps.length ?? 0) > 0, `${when}: ${field.id} does not say what to do instead`);
    const value = before && 'value' in before ? before.value : undefined;
    check(JSON.stringify(value) === JSON.stringify(field.value), `${when}: ${field.id} shows another value`);
    if (ordeal.fault.kind !== 'flapping')
      check(Date.parse(field.receipt.readAt) <= startedMs, `${when}: ${field.id} hides how old it is`);
  }

  return {
    wrong,
    check,
    opening(opening, when) {
      check(opening.events.at(-1)?.type === 'done', `${when}: the stream broke off`);
      const within = pace.timeoutMs + healthy.tookMs + SINGLE_SLACK_MS;
      // Whoever fails costs at most the time of one of its reads; only what waits for the helpdesk may cost two.
      const mostMs = systems.includes('helpdesk') ? pace.deadlineMs + 50 : Math.min(within, pace.deadlineMs + 50);
      check(opening.tookMs <= mostMs, `${when}: answered after ${opening.tookMs.toFixed(0)} ms`);
      check(same(opening, healthy, others), `${when}: other cards changed`);
      for (const field of own(opening)) judgeField(field, when);
    },
    speed(openings) {
      // Nothing is released before the helpdesk has said whose ticket it is: there the others may wait for it.
      for (const id of systems.includes('helpdesk') ? [] : others) {
        const before = Math.min(...base.map(({ saidMs }) => saidMs.get(id) ?? 0));
        const after = Math.min(...openings.map(({ saidMs }) => saidMs.get(id) ?? Number.POSITIVE_INFINITY));
        const slackMs = openings.length > 1 ? SLACK_MS : SINGLE_SLACK_MS;
        check(
          after <= before * 1.1 + slackMs,
          `${id} came after ${after.toFixed(0)} ms instead of ${before.toFixed(0)}`,
        );
      }
    },
    stranger(opening) {
      for (const field of own(opening)) {
        if (field.state === 'stale' || field.state === 'ok' || field.state === 'masked') continue;
        check(field.state === 'failed', `stranger: ${field.id} is ${field.state}`);
        if (field.state === 'failed') check(field.fallback.steps.length > 0, `stranger: ${field.id} has no fallback`);
      }
      check(opening.tookMs <= pace.deadlineMs + 50, `stranger: answered after ${opening.tookMs.toFixed(0)} ms`);
    },
    whole: (opening) => check(same(opening, healthy, allCards), 'the cards are not as they were before'),
  };
}

const fieldsIn = (opening: Opening): Field[] => [...opening.cards.values()].flatMap((card) => card.fields);

/** The same to an agent's eye: what was read when, and in which order it came, does not count. */
function same(a: Opening, b: Opening, ids: readonly string[]): boolean {
  const seen = (card: Card | undefined) =>
    JSON.stringify(
      card?.fields.map((field) => ('value' in field ? [field.id, field.state, field.value] : [field.id, field.state])),
    );
  return ids.every((id) => seen(a.cards.get(id)) === seen(b.cards.get(id)));
}

import type { Field } from '@sidelight/shared/context/field.ts';
import { median } from '../e2e/median.ts';
import type { System } from '../world/systems.ts';
import { differences } from './differences.ts';
import type { Opening } from './read-opening.ts';
import type { Scenario } from './scenarios.ts';
import { pace } from './testbed.ts';
import { allCards, cardsOf, fieldsOf } from './who-shows.ts';

/** A busy machine, where there is only one opening to look at. Less than half of what waiting for the failing system would cost. */
const SINGLE_SLACK_MS = 150;
/** How much later than promised an answer may be. */
const LATE_MS = 50;
/** As much of this process's own standing still is not held against an answer; more is a fault in itself. */
const MAX_STALL_MS = 100;

/** The latest an answer may be complete. */
export const latestMs = ({ stallMs }: Opening): number => pace.deadlineMs + LATE_MS + Math.min(stallMs, MAX_STALL_MS);

export interface Judge {
  readonly wrong: string[];
  check(isRight: boolean, what: string): void;
  /** One opening of a ticket that was whole before. */
  opening(opening: Opening, when: string): void;
  /** The first opening of all, in which nobody knows yet, against how soon its other cards came before. */
  firstSpeed(opening: Opening): void;
  /** The cards that must not come later than in health once everybody knows. */
  readonly unhurt: readonly string[];
  /** A ticket that nobody has ever read. */
  stranger(opening: Opening): void;
  /** Everything as it was. */
  whole(opening: Opening): void;
}

/** Holds what is shown while `systems` fail against what was shown in health. */
export function createJudge(systems: readonly System[], scenario: Scenario, base: readonly Opening[]): Judge {
  const wrong: string[] = [];
  const check = (isRight: boolean, what: string) => void (isRight || wrong.push(what));
  const [healthy] = base;
  if (!healthy) throw new Error('nothing to compare with');
  const touched = new Set(systems.flatMap((system) => cardsOf[system]));
  const others = allCards.filter((id) => !touched.has(id));
  const startedMs = Date.now();
  const own = (opening: Opening): Field[] =>
    fieldsIn(opening).filter(({ id }) => systems.some((system) => fieldsOf[system].test(id)));

  // Nothing is released before the helpdesk has said whose ticket it is: there the others wait for it,
  // until it is known not to answer.
  const isWaitedFor = systems.includes('helpdesk');
  const isAtOnceLater = scenario.reason !== undefined && scenario.fault.kind !== 'flapping';

  function judgeField(field: Field, when: string): void {
    const before = fieldsIn(healthy!).find(({ id }) => id === field.id);
    if (scenario.reason === undefined || before?.state === 'absent') return;
    if (scenario.fault.kind === 'flapping' && field.state === 'ok') return;
    if (field.state !== 'stale') return void wrong.push(`${when}: ${field.id} is ${field.state}, not its last value`);
    check([scenario.reason, 'circuit_open'].includes(field.reason ?? ''), `${when}: ${field.id} says ${field.reason}`);
    check((field.fallback?.steps.length ?? 0) > 0, `${when}: ${field.id} does not say what to do instead`);
    const value = before && 'value' in before ? before.value : undefined;
    check(JSON.stringify(value) === JSON.stringify(field.value), `${when}: ${field.id} shows another value`);
    if (scenario.fault.kind !== 'flapping')
      check(Date.parse(field.receipt.readAt) <= startedMs, `${when}: ${field.id} hides how old it is`);
  }

  return {
    wrong,
    check,
    opening(opening, when) {
      check(opening.events.at(-1)?.type === 'done', `${when}: the stream broke off`);
      const within = pace.timeoutMs + healthy.tookMs + SINGLE_SLACK_MS;
      // Whoever fails costs at most the time of one of its reads; only what waits for the helpdesk may cost two.
      const mostMs = isWaitedFor ? latestMs(opening) : Math.min(within, latestMs(opening));
      check(opening.tookMs <= mostMs, `${when}: answered after ${opening.tookMs.toFixed(0)} ms`);
      wrong.push(...differences(opening, healthy, others).map((what) => `${when}: another card changed: ${what}`));
      for (const field of own(opening)) judgeField(field, when);
    },
    firstSpeed(opening) {
      for (const id of isWaitedFor ? [] : others) {
        const before = median(base.map(({ saidMs }) => saidMs.get(id) ?? 0));
        const after = opening.saidMs.get(id) ?? Number.POSITIVE_INFINITY;
        const isSoon = after <= before * 1.1 + SINGLE_SLACK_MS;
        check(isSoon, `${id} first came after ${after.toFixed(0)} ms instead of ${before.toFixed(0)}`);
      }
    },
    unhurt: isWaitedFor && !isAtOnceLater ? [] : others,
    stranger(opening) {
      for (const field of own(opening)) {
        // What is the same for every ticket may be known; what a system that flaps has answered, too.
        const isFlapping = scenario.fault.kind === 'flapping';
        const mayBeKnown = systems.includes('issues') || isFlapping;
        if (mayBeKnown && (field.state === 'stale' || field.state === 'ok')) continue;
        if (isFlapping && field.state === 'absent') continue;
        check(field.state === 'failed', `stranger: ${field.id} is ${field.state}`);
        if (field.state === 'failed') check(field.fallback.steps.length > 0, `stranger: ${field.id} has no fallback`);
      }
      check(opening.tookMs <= latestMs(opening), `stranger: answered after ${opening.tookMs.toFixed(0)} ms`);
    },
    whole(opening) {
      wrong.push(...differences(opening, healthy, allCards).map((what) => `not as it was before: ${what}`));
    },
  };
}

const fieldsIn = (opening: Opening): Field[] => [...opening.cards.values()].flatMap((card) => card.fields);

import { otherSide, type Side } from '@sidelight/api/sync/canonical/canon.ts';
import fc from 'fast-check';
import type { Core } from './core.ts';
import { play } from './play.ts';
import type { Schedule, Step } from './schedule.ts';

/** What may happen on the way of an edit without changing anything. */
const trouble = fc.constantFrom(
  'none',
  'taken_back',
  'told_twice',
  'told_late',
  'not_told',
  'old_page',
  'old_index',
  'page_between_two_edits',
  'page_between_two_writes',
  'page_before_write',
  'echo_late',
  'second_edit_told_first',
  'set_again',
  'late_write',
);
type Trouble = typeof trouble extends fc.Arbitrary<infer T> ? T : never;

/** Edits that each come to rest before the next. */
export interface Calm {
  readonly edits: readonly { readonly side: Side; readonly value: number; readonly trouble: Trouble }[];
  readonly rightStepMs: number;
}

export const calm: fc.Arbitrary<Calm> = fc.record({
  edits: fc.array(
    fc.record({ side: fc.constantFrom<Side>('left', 'right'), value: fc.integer({ min: 1, max: 3 }), trouble }),
    { minLength: 1, maxLength: 5 },
  ),
  rightStepMs: fc.constantFrom(1000, 1),
});

const deliver = (side: Side, which = 0, again = false): Step => ({ kind: 'deliver', side, which, again });
const send = (side: Side): Step => ({ kind: 'send', side, outcome: 'ok' });
const edit = (side: Side, value: number): Step => ({ kind: 'edit', side, value, writer: 'person' });
const wait = (ms: number): Step => ({ kind: 'wait', ms });
const reconcile = (after: number): Step => ({ kind: 'reconcile', after });

const third = (one: number, two: number) => 6 - one - two;

/** The steps of one edit until it has come to rest, and how many writes are right for it. */
function told(
  side: Side,
  from: number,
  to: number,
  trouble: Trouble,
): { steps: Step[]; writes: number; holds: number } {
  const to_ = otherSide(side);
  const rest = [deliver(side), send(to_), deliver(to_)];
  const one = { writes: 1, holds: to };
  switch (trouble) {
    case 'none':
      return { steps: [edit(side, to), ...rest], ...one };
    case 'taken_back':
      return { steps: [edit(side, to), ...rest, wait(2000), edit(side, from), ...rest], writes: 2, holds: from };
    case 'told_twice':
      return {
        steps: [edit(side, to), deliver(side, 0, true), send(to_), deliver(side), send(to_), deliver(to_)],
        ...one,
      };
    case 'told_late':
      return { steps: [edit(side, to), wait(300_000), ...rest], ...one };
    case 'not_told':
      return {
        steps: [edit(side, to), { kind: 'lose', side }, wait(60_000), reconcile(0), send(to_), deliver(to_)],
        ...one,
      };
    case 'old_page':
      return {
        steps: [reconcile(2), edit(side, to), deliver(side), wait(1), send(side), send(to_), deliver(to_)],
        ...one,
      };
    case 'old_index': {
      const behind = (each: Side): Step[] => [{ kind: 'lag', side: each, back: 1 }, reconcile(0)];
      return {
        steps: [
          ...[edit(side, to), ...rest, wait(30_000)],
          ...[...behind(side), send(side), send(to_), ...behind(to_), send(side), send(to_)],
        ],
        ...one,
      };
    }
    // In one second of the helpdesk's clock only our own tells what came first.
    case 'page_between_two_edits':
      return {
        steps: [
          ...[edit(side, third(from, to)), { kind: 'lose', side } as const, reconcile(2), edit(side, to)],
          ...[deliver(side), send(to_), deliver(to_), send(side), send(to_)],
        ],
        ...one,
      };
    case 'page_between_two_writes':
      return {
        steps: [
          ...[edit(side, third(from, to)), deliver(side), send(to_), deliver(to_), reconcile(3)],
          ...[edit(side, to), deliver(side), send(to_), deliver(to_), send(side), send(to_)],
        ],
        writes: 2,
        holds: to,
      };
    case 'page_before_write':
      return {
        steps: [edit(side, to), deliver(side), reconcile(2), send(to_), deliver(to_), wait(1), send(side), send(to_)],
        ...one,
      };
    case 'echo_late': {
      const back: Step[] = [wait(3000), edit(side, from), deliver(side), send(to_)];
      return {
        steps: [edit(side, to), deliver(side), send(to_), ...back, deliver(to_), send(to_), deliver(to_), send(to_)],
        writes: 2,
        holds: from,
      };
    }
    // The other side sets the same value much later: what this side did in between is older than that.
    case 'set_again':
      return {
        steps: [
          ...[edit(side, to), edit(side, third(from, to)), deliver(side), wait(700_000)],
          ...[edit(to_, to), deliver(to_), deliver(side), send(side), deliver(side)],
        ],
        ...one,
      };
    // A write that was given up arrives after the other side was edited.
    case 'late_write': {
      const next = third(from, to);
      return {
        steps: [
          ...[edit(side, to), deliver(side), { kind: 'send', side: to_, outcome: 'late' } as const, wait(30_000)],
          ...[edit(to_, next), deliver(to_), send(side), deliver(side), send(to_)],
          ...[{ kind: 'arrive', side: to_ } as const, deliver(to_), send(to_), deliver(to_)],
        ],
        writes: 2,
        holds: next,
      };
    }
    case 'second_edit_told_first':
      return {
        steps: [
          edit(side, third(from, to)),
          wait(1500),
          edit(side, to),
          deliver(side, 1),
          send(to_),
          deliver(side),
          send(to_),
          deliver(to_),
        ],
        ...one,
      };
  }
}

/** With nothing that contradicts it, each edit is written once, to the other side, and nobody is asked. */
export function calmViolations(core: Core, { edits, rightStepMs }: Calm): readonly string[] {
  let holds = 1;
  let expected = 0;
  const steps = edits.flatMap(({ side, value, trouble }): Step[] => {
    if (value === holds) return [];
    const next = told(side, holds, value, trouble);
    expected += next.writes;
    holds = next.holds;
    return [wait(700_000), ...next.steps];
  });
  const schedule: Schedule = {
    ...{ policy: { kind: 'shared', rule: 'newest_with_review', windowMs: 5000 }, nulls: 'propagate', isMeasured: true },
    ...{ skewMs: { left: 0, right: 0 }, rightStepMs, isRightSilent: false, isMet: true, rewrites: false, steps },
  };
  const { machine, vendors } = play(core, schedule);
  const made = machine.writes.left + machine.writes.right;
  return [
    ...(made === expected ? [] : [`${made} writes for ${expected} settled edits`]),
    ...(machine.reviews.some(({ blocks }) => blocks)
      ? ['somebody is asked about an edit that nobody contradicted']
      : []),
    ...(vendors.left.value === `v${holds}` && vendors.right.value === `v${holds}` ? [] : ['an edit did not travel']),
  ];
}

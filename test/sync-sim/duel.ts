import { otherSide, type Side } from '@sidelight/api/sync/canonical/canon.ts';
import fc from 'fast-check';
import type { Core } from './core.ts';
import { type Played, play } from './play.ts';
import { policies, type Schedule, type Step, sides, skew, windowMs } from './schedule.ts';
import { atRest } from './violations.ts';

/** One edit on each side, so far apart, with our own steps in any order around them. */
export interface Duel {
  readonly first: Side;
  readonly writers: readonly ['person' | 'customer', 'person' | 'customer'];
  readonly gapMs: number;
  readonly before: readonly Step[];
  readonly between: readonly Step[];
  readonly after: readonly Step[];
  /** The first side is edited once more when the second edit is known. */
  readonly isEditedAgain: boolean;
  readonly settings: Omit<Schedule, 'steps' | 'rewrites' | 'nulls' | 'isRightSilent' | 'isMet'>;
}

const ours: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('deliver' as const), side: sides, which: fc.nat(1), again: fc.boolean() }),
  fc.record({
    ...{ kind: fc.constant('send' as const), side: sides },
    outcome: fc.constantFrom('ok' as const, 'ok' as const, 'died' as const, 'answer_lost' as const),
  }),
);
const writer = fc.constantFrom('person' as const, 'customer' as const);

export const duels: fc.Arbitrary<Duel> = fc.record({
  first: sides,
  writers: fc.tuple(writer, writer),
  gapMs: fc.constantFrom(500, 2500, 30_000, 400_000),
  before: fc.array(ours, { maxLength: 3 }),
  between: fc.array(ours, { maxLength: 3 }),
  after: fc.array(ours, { maxLength: 5 }),
  isEditedAgain: fc.boolean(),
  settings: fc.record({
    policy: policies.filter(({ kind }) => kind === 'shared'),
    skewMs: fc.record({ left: skew, right: skew }),
    isMeasured: fc.boolean(),
    rightStepMs: fc.constantFrom(1000, 1),
  }),
});

/** The edits are in a clear order, or together: nothing in between is played. */
export function duelViolations(core: Core, duel: Duel): readonly string[] {
  const { first, writers, gapMs, before, between, after, isEditedAgain, settings } = duel;
  const again: Step[] = [
    ...(['left', 'right'] as const).flatMap((side) =>
      [0, 1, 2].map((): Step => ({ kind: 'deliver', side, which: 0, again: false })),
    ),
    { kind: 'edit', side: first, value: 1, writer: 'person' },
  ];
  const steps: Step[] = [
    { kind: 'edit', side: first, value: 2, writer: writers[0] },
    ...before,
    { kind: 'wait', ms: gapMs },
    ...between,
    { kind: 'edit', side: otherSide(first), value: 3, writer: writers[1] },
    ...after,
    ...(isEditedAgain ? again : []),
  ];
  const played = play(core, {
    ...settings,
    nulls: 'propagate',
    isRightSilent: false,
    isMet: true,
    rewrites: false,
    steps,
  });
  // With an odd order of our own steps the second edit may find what it wants to write.
  if (played.edits.length !== (isEditedAgain ? 3 : 2)) return [];
  return [...atRest(played), ...(isEditedAgain ? shown(played, first) : judged(played, duel))];
}

/** Of an item that waits, both sides are as they are now. */
function shown({ asked, edits }: Played, first: Side): string[] {
  return asked && asked[first] !== edits[2]?.value
    ? ['an item for a person shows a value that is not there any more']
    : [];
}

function judged(played: Played, { first, writers, gapMs, settings: { policy, isMeasured } }: Duel): string[] {
  if (policy.kind !== 'shared') return [];
  const values = first === 'left' ? { left: 'v2', right: 'v3' } : { left: 'v3', right: 'v2' };
  const isClear = isMeasured && gapMs > 3 * windowMs;
  const wins = (side: Side) => winner(played, side, values[side]);
  if (policy.rule === 'manual') return asks(played, values);
  // Stamps so far apart tell the order, however wrong both clocks are.
  if (!isMeasured && gapMs > 100_000) return [];
  if (isClear) return wins(otherSide(first));
  // Nobody can tell: a rule decides, or a person.
  switch (policy.rule) {
    case 'crm_wins':
      return [...wins('left'), ...noted(played, 'right', values.right)];
    case 'support_wins':
      return [...wins('right'), ...noted(played, 'left', values.left)];
    case 'customer_first':
      // The helpdesk does not say who wrote.
      if ((first === 'left' ? writers[0] : writers[1]) !== 'customer') return asks(played, values);
      return [...wins('left'), ...noted(played, 'right', values.right)];
    default:
      return asks(played, values);
  }
}

function winner({ machine, asked }: Played, side: Side, value: string): string[] {
  if (asked || machine.reviews.some(({ blocks }) => blocks)) return ['a person is asked where the map says who wins'];
  return machine.state().agreed?.value === value ? [] : [`the ${side} should win`];
}
const noted = ({ machine }: Played, side: Side, value: string): string[] =>
  machine.reviews.some((item) => item[side] === value) ? [] : [`what the ${side} lost is not kept`];

function asks({ asked }: Played, values: Readonly<Record<Side, string>>): string[] {
  if (!asked) return ['nobody is asked'];
  return asked.left === values.left && asked.right === values.right ? [] : ['the item does not show both sides'];
}

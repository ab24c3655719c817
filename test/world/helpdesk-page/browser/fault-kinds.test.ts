import { expect, it } from 'vitest';
import { Fault, faultKinds } from '../../faults/fault.ts';
import { systems } from '../../systems.ts';
import { faultySystems } from './fault-kinds.ts';

it('has a switch for each system, and no other', () => {
  expect(faultySystems.map(({ id }) => id)).toEqual([...systems]);
});

it('offers every fault there is, and none that is not', () => {
  const offered = new Set(faultySystems.flatMap(({ choices }) => choices.map(({ kind }) => kind)));
  expect([...offered].sort()).toEqual([...faultKinds].sort());
});

it.each(faultySystems.flatMap(({ id, choices }) => choices.map((choice) => [id, choice.kind, choice] as const)))(
  'sends %s a %s that the world understands',
  (_system, kind, choice) => {
    expect(Fault.parse({ kind, ...choice.settings })).toMatchObject({ kind, ...choice.settings });
  },
);

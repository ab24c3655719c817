import type { Canon, Side } from '@sidelight/api/sync/canonical/canon.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';
import type { Clocks, Comparison, FieldRule } from '@sidelight/api/sync/rule.ts';
import type { Core } from './core.ts';
import { bothSides, createMachine, type Machine } from './machine.ts';
import type { Schedule, Step } from './schedule.ts';
import { createVendor, type Vendor } from './vendor.ts';

interface PersonsEdit {
  readonly side: Side;
  readonly value: Canon;
  readonly trueMs: number;
}

export interface Played {
  readonly schedule: Schedule;
  readonly machine: Machine;
  readonly vendors: Readonly<Record<Side, Vendor>>;
  readonly edits: readonly PersonsEdit[];
  readonly compare: Comparison;
  /** The sides came to rest, with everything delivered and nothing failing any more. */
  readonly isAtRest: boolean;
  /** How often a person decided before that. */
  readonly resolved: number;
  /** What still waited for a person then. */
  readonly asked: FieldState['held'];
  /** How it went on when that was decided for the left. */
  readonly afterwards: { readonly isAtRest: boolean; readonly value: Canon } | undefined;
}

const START_MS = Date.UTC(2026, 10, 3);
const MAX_ROUNDS = 40;
/** The right side cannot keep what stands behind a semicolon. */
const shorter = (value: Canon) => (typeof value === 'string' ? (value.split(';')[0] ?? '') : value);
const heldBy = (side: Side, value: Canon) => (side === 'right' ? shorter(value) : value);
const numbered = (value: number): Canon => [null, 'v1', 'v2', 'v3', 'v1;x'][value] ?? null;

const compare: Comparison = {
  isSame: (side, value, seen) => heldBy(side, value) === seen,
  merge: (left, right) => (heldBy('right', left) === right ? left : heldBy('left', right) === left ? right : undefined),
};

/** One schedule from the first step until everything has come to rest. */
export function play(core: Core, schedule: Schedule): Played {
  let trueNow = START_MS;
  const now = () => trueNow;
  const { skewMs, isMeasured, rightStepMs, rewrites, policy, nulls, isMet } = schedule;
  const side = (name: Side, stepMs: number) =>
    createVendor(
      {
        side: name,
        aheadMs: skewMs[name],
        stepMs,
        namesWriter: name === 'left',
        isSilent: schedule.isRightSilent && name === 'right',
        trueNow: now,
      },
      heldBy(name, isMet || name === 'left' ? 'v1' : 'v2'),
    );
  const vendors = { left: side('left', 1), right: side('right', rightStepMs) };
  const edits: PersonsEdit[] = [];

  function edit(name: Side, value: Canon, writer: 'person' | 'customer' | 'workflow'): void {
    const kept = heldBy(name, value);
    if (vendors[name].value === kept) return;
    edits.push({ side: name, value: kept, trueMs: trueNow });
    vendors[name].set(kept, writer === 'customer' ? 'form' : writer, writer === 'customer', edits.length - 1);
  }
  function take(name: Side, value: Canon): void {
    vendors[name].set(heldBy(name, value), 'sidelight', false);
    if (rewrites && name === 'left' && typeof value === 'string') {
      trueNow += 50;
      edit('left', value.toUpperCase(), 'workflow');
    }
  }
  const clocks: Clocks = isMeasured
    ? { aheadMs: skewMs, uncertaintyMs: 2000 }
    : { aheadMs: { left: 0, right: 0 }, uncertaintyMs: 1_200_000 };
  const rule: FieldRule = { policy, nulls, first: 'review', breaker: { rounds: 2, withinMs: 600_000 }, compare };
  const machine = createMachine({ core, rule, clocks, vendors, take, now });
  let resolved = 0;
  let waiting: { dueIn: number; seen: ReturnType<Machine['snapshot']> }[] = [];

  function arrive(name: Side): void {
    const value = vendors[name].late.shift();
    if (value !== undefined) take(name, value);
  }
  function deliver(name: Side, which: number, again: boolean): void {
    const { events } = vendors[name];
    if (events.length === 0) return;
    const at = which % events.length;
    const event = events[at];
    if (!again) events.splice(at, 1);
    if (event) machine.receive(event);
  }
  function perform(step: Step): void {
    switch (step.kind) {
      case 'edit':
        edit(step.side, numbered(step.value), step.writer);
        break;
      case 'deliver':
        deliver(step.side, step.which, step.again);
        break;
      case 'lose':
        vendors[step.side].events.shift();
        break;
      case 'send':
        machine.send(step.side, step.outcome);
        break;
      case 'arrive':
        arrive(step.side);
        break;
      case 'wait':
        // No request is on its way for minutes.
        if (step.ms >= 60_000) for (const name of bothSides) while (vendors[name].late.length > 0) arrive(name);
        trueNow += step.ms;
        break;
      case 'reconcile':
        waiting.push({ dueIn: step.after, seen: machine.snapshot() });
        break;
      case 'lag':
        vendors[step.side].lag = step.back;
        break;
      case 'resolve':
        if (machine.resolve(step.pick)) resolved++;
        break;
      case 'undo':
        if (machine.undo()) resolved++;
    }
  }
  function due(all: boolean): void {
    const now = waiting.filter(({ dueIn }) => all || dueIn <= 0);
    waiting = waiting.filter((each) => !now.includes(each)).map((each) => ({ ...each, dueIn: each.dueIn - 1 }));
    for (const { seen } of now) machine.observe(seen);
  }

  // They have met: the story begins with what both hold.
  if (isMet) machine.observe(machine.snapshot());
  for (const step of schedule.steps) {
    trueNow += 20;
    perform(step);
    due(false);
  }

  /** Faults are over: everything is delivered, sent and compared until nothing moves any more. */
  function rest(): boolean {
    for (const name of bothSides) vendors[name].lag = 0;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      trueNow += 1500;
      due(true);
      const before = JSON.stringify([vendors.left.value, vendors.right.value, machine.state()]);
      for (const name of bothSides) {
        while (vendors[name].late.length > 0) arrive(name);
        while (vendors[name].events.length > 0) deliver(name, 0, false);
        machine.replay(name);
      }
      for (const name of bothSides) machine.send(name, 'ok');
      for (const name of bothSides) while (vendors[name].events.length > 0) deliver(name, 0, false);
      trueNow += 10;
      machine.observe(machine.snapshot());
      const after = JSON.stringify([vendors.left.value, vendors.right.value, machine.state()]);
      if (before === after && machine.isQuiet()) return true;
    }
    return false;
  }
  const isAtRest = rest();
  const asked = machine.state().held;
  const afterwards = asked && machine.resolve('left') ? { isAtRest: rest(), value: asked.left } : undefined;
  return { schedule, machine, vendors, edits, compare, isAtRest, resolved, asked, afterwards };
}

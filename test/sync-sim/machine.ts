import { type Canon, otherSide, type Side } from '@sidelight/api/sync/canonical/canon.ts';
import type { Because, Decision, ReviewItem } from '@sidelight/api/sync/decide/decision.ts';
import type { Observed } from '@sidelight/api/sync/decide/observe.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';
import type { Clocks, FieldRule } from '@sidelight/api/sync/rule.ts';
import type { Core } from './core.ts';
import type { Step } from './schedule.ts';
import type { Vendor, VendorEvent } from './vendor.ts';

type SendOutcome = Extract<Step, { kind: 'send' }>['outcome'];

interface Logged {
  readonly because: Because;
  readonly side: Side | 'both';
  readonly value: Canon;
  readonly edit?: number;
}

export interface MachineDeps {
  readonly core: Core;
  readonly rule: FieldRule;
  readonly clocks: Clocks;
  readonly vendors: Readonly<Record<Side, Vendor>>;
  /** What the vendor makes of a value of ours. */
  take(side: Side, value: Canon): void;
  now(): number;
}

/** What the engine does around the decision: it keeps the state between two steps, and nothing else. */
export interface Machine {
  readonly log: readonly Logged[];
  readonly reviews: readonly ReviewItem[];
  readonly everAgreed: readonly Canon[];
  readonly writes: Readonly<Record<Side, number>>;
  /** Sent though a person had to decide. */
  writesWhileHeld: number;
  state(): FieldState;
  receive(event: VendorEvent): void;
  snapshot(): Required<Observed>;
  observe(seen: Required<Observed>): void;
  /** Nobody knows what became of a write: the side is read before anything else is sent to it. */
  clear(side: Side): void;
  send(side: Side, outcome: SendOutcome): void;
  replay(side: Side): void;
  resolve(pick: Side): boolean;
  /** What a person decided last is taken back. False where something else has been decided since. */
  undo(): boolean;
  isQuiet(): boolean;
}

export function createMachine({ core, rule, clocks, vendors, take, now }: MachineDeps): Machine {
  let state: FieldState = core.unknownField();
  const doubtful = new Set<Side>();
  const everAgreed: Canon[] = [];
  const log: Logged[] = [];
  const reviews: ReviewItem[] = [];
  const writes: Record<Side, number> = { left: 0, right: 0 };
  let last: { readonly before: ReturnType<Core['beforeResolved']>; readonly value: Canon } | undefined;

  function settle(decision: Decision, about: Omit<Logged, 'because'>): void {
    state = decision.next;
    if (state.agreed) everAgreed.push(state.agreed.value);
    log.push({ because: decision.because, ...about });
    if (decision.review) reviews.push(decision.review);
  }
  const read = (side: Side) => ({ ...vendors[side].read(), snapshotMs: now() });

  /** The CRM keeps who changed what and when: what is read there comes with it. */
  const tellHistory = (side: Side) => {
    if (side === 'left') for (const event of vendors.left.events) machine.receive(event);
  };

  const machine: Machine = {
    log,
    reviews,
    everAgreed,
    writes,
    writesWhileHeld: 0,
    state: () => state,
    receive({ side, value, versionMs, writer, isCustomer, edit }: VendorEvent) {
      const decision = core.decide(rule, state, { side, value, versionMs, writer, isCustomer, seenMs: now() }, clocks);
      settle(decision, { side, value, ...(edit !== undefined && { edit }) });
    },
    snapshot: () => ({ left: read('left'), right: read('right') }),
    observe(seen) {
      for (const decision of core.observe(rule, state, seen, clocks)) {
        settle(decision, { side: 'both', value: null });
        log.push({ because: decision.because, side: 'left', value: seen.left.value });
        log.push({ because: decision.because, side: 'right', value: seen.right.value });
      }
    },
    clear(side) {
      if (!doubtful.delete(side)) return;
      const seen = read(side);
      if (!seen.isOld) tellHistory(side);
      settle(core.readBack(rule, state, side, seen, clocks), { side, value: seen.value });
    },
    send(side, outcome) {
      machine.clear(side);
      const next = core.waiting(state, side);
      if (!next) return;
      if (state.held) machine.writesWhileHeld++;
      state = core.sent(state, side, now());
      const vendor = vendors[side];
      switch (outcome) {
        case 'died_before':
        case 'not_arrived':
          doubtful.add(side);
          return;
        case 'late':
          vendor.late.push(next.value);
          doubtful.add(side);
          return;
        case 'refused':
          state = core.refused(rule, state, side, next.value);
          return;
      }
      take(side, next.value);
      writes[side]++;
      if (outcome !== 'ok') {
        doubtful.add(side);
        return;
      }
      const { value, versionMs } = vendor;
      state = core.answered(rule, state, side, { value, versionMs });
    },
    replay: (side) => {
      state = core.replayed(rule, state, side);
    },
    resolve(pick) {
      if (!state.held) return false;
      const value = state.held[pick];
      last = { before: core.beforeResolved(state), value };
      settle(core.resolve(rule, state, value, now()), { side: pick, value });
      return true;
    },
    undo() {
      const decision = last && core.undo(rule, state, last.value, last.before, now());
      last = undefined;
      if (!decision) return false;
      settle(decision, { side: 'both', value: null });
      return true;
    },
    isQuiet: () =>
      doubtful.size === 0 &&
      !core.waiting(state, 'left') &&
      !core.waiting(state, 'right') &&
      !state.left.refused &&
      !state.right.refused,
  };
  return machine;
}
export const bothSides: readonly Side[] = ['left', otherSide('left')];

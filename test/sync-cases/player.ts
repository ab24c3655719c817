import { decide } from '../../apps/api/src/sync/decide/decide.ts';
import type { Decision } from '../../apps/api/src/sync/decide/decision.ts';
import { answered, refused, sent, settledValue, waiting } from '../../apps/api/src/sync/decide/delivery.ts';
import { observe } from '../../apps/api/src/sync/decide/observe.ts';
import { resolve } from '../../apps/api/src/sync/decide/resolve.ts';
import { type FieldState, unknownField } from '../../apps/api/src/sync/field-state.ts';
import type { CaseEvent, Outcome, Side, SyncCase, Wire } from './case.ts';
import { codecOf } from './codec-of.ts';
import { pollWith } from './poll.ts';
import { spell, stored, unspell } from './spelled.ts';

type Change = Extract<CaseEvent, { kind: 'change' }>;
const SIDES = ['left', 'right'] as const;

/** Plays a case: both vendors answer our writes 600 ms later, the helpdesk in whole seconds. */
export async function play(
  { field, agreed, left, right, leftAheadMs = 0 }: SyncCase,
  events: readonly CaseEvent[],
  { answers = true } = {},
): Promise<Required<Outcome>> {
  const codec = codecOf(field);
  const { type } = codec.plan;
  const clocks = { aheadMs: { left: leftAheadMs, right: 0 }, uncertaintyMs: 2000 };
  const holds: Record<Side, Wire> = { left, right };
  const versions: Record<Side, number> = { left: 0, right: 0 };
  const writes: Record<Side, Wire[]> = { left: [], right: [] };
  const [reviews, dead]: [string[], string[]] = [[], []];
  let page: { values: Record<Side, Wire>; atMs: number } | undefined;
  let state: FieldState =
    agreed === undefined
      ? unknownField()
      : {
          ...{ ...unknownField(), agreed: { value: agreed } },
          left: { sent: [], holds: await canonOf('left', left) },
          right: { sent: [], holds: await canonOf('right', right) },
        };

  for (const event of events) {
    const atMs = Date.parse(event.at);
    await happen(event, atMs);
    for (const side of SIDES) send(side, atMs);
  }
  return {
    ...{ toLeft: writes.left, toRight: writes.right, reviews: [...new Set(reviews)], dead: [...new Set(dead)] },
    final: { ...holds, agreed: state.held ? 'none' : (settledValue(state)?.value ?? null) },
  };

  async function canonOf(side: Side, wire: Wire) {
    const plain = unspell(side, type, wire);
    const reading = plain === undefined ? undefined : await codec.read(side, plain);
    if (reading?.kind === 'value') return reading.canon;
    dead.push(reading?.valueClass ?? 'wrong_shape');
    return undefined;
  }
  function take({ next, review }: Decision) {
    state = next;
    if (review) reviews.push(review.why);
  }

  async function happen(event: CaseEvent, atMs: number): Promise<void> {
    switch (event.kind) {
      case 'change':
        return change(event, atMs);
      case 'poll':
        state = await pollWith(codec, state, event, atMs, clocks);
        return;
      case 'reconcile':
        return look(holds, atMs);
      case 'read_page':
        page ??= { values: { ...holds }, atMs };
        return;
      case 'apply_page':
        return page && look(page.values, page.atMs);
      case 'resolve':
        if (state.held) take(resolve(codec.rule, state, state.held[event.choice], atMs));
    }
  }
  async function change({ side, value: wire, version, writer = 'unknown' }: Change, seenMs: number): Promise<void> {
    const versionMs = Date.parse(version);
    if (versionMs > versions[side]) {
      holds[side] = stored(side, type, wire);
      versions[side] = versionMs;
    }
    const value = await canonOf(side, wire);
    if (value === undefined) return;
    take(decide(codec.rule, state, { side, value, versionMs, seenMs, writer, isCustomer: writer === 'form' }, clocks));
  }
  async function look(values: Readonly<Record<Side, Wire>>, snapshotMs: number): Promise<void> {
    const [l, r] = [await canonOf('left', values.left), await canonOf('right', values.right)];
    if (l === undefined || r === undefined) return;
    const seen = {
      left: { value: l, versionMs: versions.left, snapshotMs },
      right: { value: r, versionMs: versions.right, snapshotMs },
    };
    for (const decision of observe(codec.rule, state, seen, clocks)) take(decision);
  }
  function send(side: Side, atMs: number): void {
    const next = waiting(state, side);
    if (!next) return;
    state = sent(state, side, atMs);
    const written = codec.write(side, next.value);
    const wire = written.kind === 'value' ? spell(side, type, written.plain) : undefined;
    if (wire === undefined) {
      dead.push(written.kind === 'invalid' ? written.valueClass : 'wrong_shape');
      state = refused(codec.rule, state, side, next.value);
      return;
    }
    writes[side].push(wire);
    const madeMs = atMs + 600 + (side === 'left' ? leftAheadMs : 0);
    const versionMs = side === 'left' ? madeMs : Math.ceil(madeMs / 1000) * 1000;
    holds[side] = stored(side, type, wire);
    versions[side] = versionMs;
    if (answers) state = answered(codec.rule, state, side, { value: next.value, versionMs });
  }
}

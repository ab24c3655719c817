import type { Derivation } from '../../connectors/port.ts';
import type { ReadPlan } from '../blueprint.ts';
import { know } from './evaluate-fields.ts';
import { type ReadState, type ReadTime, WAITING } from './read-state.ts';

/** Worst first: a derived read is only as good as the worst read it is made of. */
const order: readonly ReadState['kind'][] = ['failed', 'unlinked', 'blocked', 'waiting', 'nobody'];

/** The state of a read that is worked out from others. Pure, but for expressions that must wait. */
export function deriveState(
  plan: ReadPlan,
  derivation: Derivation,
  stateOf: (read: string) => ReadState,
  now: ReadTime,
): ReadState | Promise<ReadState> {
  const states = derivation.from.map((name) => [name, stateOf(`${plan.system}.${name}`)] as const);
  for (const kind of order) {
    const found = states.find(([, state]) => state.kind === kind);
    if (found) return found[1];
  }
  const answers: Record<string, Parameters<Derivation['derive']>[0][string]> = {};
  let { readAtMs, readSteadyMs } = now;
  let stale: Extract<ReadState, { kind: 'stale' }> | undefined;
  let isCached = true;
  for (const [name, state] of states) {
    if (state.kind !== 'fresh' && state.kind !== 'stale') return WAITING;
    answers[name] = state.known.answer;
    readAtMs = Math.min(readAtMs, state.known.readAtMs);
    readSteadyMs = Math.min(readSteadyMs, state.known.readSteadyMs);
    // A reason outranks "on its way": the whole could not be refreshed.
    if (state.kind === 'stale') stale = stale?.reason === undefined ? state : stale;
    else isCached &&= state.isCached;
  }
  const wrap = (known: Awaited<ReturnType<typeof know>>): ReadState => {
    if (!stale) return { kind: 'fresh', known, isCached };
    return stale.reason === undefined ? { kind: 'stale', known } : { kind: 'stale', known, reason: stale.reason };
  };
  const known = know(plan.fields, derivation.derive(answers, now.readAtMs), { readAtMs, readSteadyMs });
  return known instanceof Promise ? known.then(wrap) : wrap(known);
}

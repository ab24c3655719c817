import type { FaultInput } from '../world/faults/fault.ts';
import { Fault } from '../world/faults/fault.ts';
import { type System, systems, type Vendor, vendors } from '../world/systems.ts';
import { type Manner, manners } from './plant-answers.ts';

/** One system that fails in one way, or one vendor that says too much. */
export type Round =
  | { readonly kind: 'fault'; readonly system: System; readonly fault: FaultInput }
  | { readonly kind: 'manner'; readonly vendor: Vendor; readonly manner: Manner };

/** Every kind of fault that the world knows. */
const faults: readonly FaultInput[] = Fault.options.map(({ shape }) => faultOf(shape.kind.value));

function faultOf(kind: Fault['kind']): FaultInput {
  if (kind === 'latency') return { kind, ms: 200 };
  if (kind === '429') return { kind, retryAfterS: 0 };
  if (kind === 'huge_body') return { kind, bytes: 2_000_000 };
  if (kind === 'slow_drip') return { kind, bytesPerS: 200 };
  return { kind };
}

/** All of them, or each kind once and the systems by turns. Neighbours are of different systems: one recovers meanwhile. */
export function roundsOf(isFull: boolean): readonly Round[] {
  const odd = manners.filter((manner) => manner !== 'plain');
  if (!isFull)
    return [
      ...faults.map((fault, i) => ({ kind: 'fault', system: systems[i % systems.length]!, fault }) as const),
      ...odd.map((manner, i) => ({ kind: 'manner', vendor: vendors[i % vendors.length]!, manner }) as const),
    ];
  return [
    ...faults.flatMap((fault) => systems.map((system) => ({ kind: 'fault', system, fault }) as const)),
    ...odd.flatMap((manner) => vendors.map((vendor) => ({ kind: 'manner', vendor, manner }) as const)),
  ];
}

export const nameOf = (round: Round): string =>
  round.kind === 'fault' ? `${round.fault.kind} of ${round.system}` : `${round.manner} of ${round.vendor}`;

import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { IncidentState } from '@sidelight/shared/health/incident.ts';
import type { IconName } from '../icon.tsx';

/** How a system stands, planned maintenance among it. `wrong`: it answers, and gives wrong values. */
export type Standing = 'ok' | 'wrong' | IncidentState;

/** That it also counts as degraded is no help to anybody who reads its values. */
export const standingOf = <S extends Standing>(state: S, reason: Reason | undefined): S | 'wrong' =>
  reason === 'wrong_values' ? 'wrong' : state;

/** Worst first. */
export const STANDINGS = [
  'locked_out',
  'down',
  'wrong',
  'degraded',
  'maintenance',
  'ok',
] as const satisfies readonly Standing[];

/** A colour and a shape each; beside them there is always a word. */
export const LOOKS: Readonly<Record<Standing, { readonly look: string; readonly sign: IconName }>> = {
  ok: { look: 'good', sign: 'check' },
  wrong: { look: 'bad', sign: 'triangle' },
  degraded: { look: 'warn', sign: 'triangle' },
  down: { look: 'bad', sign: 'square' },
  locked_out: { look: 'bad', sign: 'lock' },
  maintenance: { look: 'planned', sign: 'clock' },
};

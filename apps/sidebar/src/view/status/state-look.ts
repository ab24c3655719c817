import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { IncidentState } from '@sidelight/shared/health/incident.ts';
import type { IconName } from '../icon.tsx';

/** How a system stands, planned maintenance among it. `wrong`: it answers, and gives wrong values. */
export type ShownState = 'ok' | 'wrong' | 'not_connected' | IncidentState;

/** That it also counts as degraded is no help to anybody who reads its values. */
export const shownState = <S extends ShownState>(state: S, reason: Reason | undefined): S | 'wrong' =>
  reason === 'wrong_values' ? 'wrong' : state;

/** Worst first. */
export const LOOK_ORDER = [
  'locked_out',
  'down',
  'wrong',
  'degraded',
  'maintenance',
  'not_connected',
  'ok',
] as const satisfies readonly ShownState[];

/** A colour and a shape each; beside them there is always a word. */
export const LOOKS: Readonly<Record<ShownState, { readonly look: string; readonly sign: IconName }>> = {
  ok: { look: 'good', sign: 'check' },
  wrong: { look: 'bad', sign: 'triangle' },
  degraded: { look: 'warn', sign: 'triangle' },
  down: { look: 'bad', sign: 'square' },
  locked_out: { look: 'bad', sign: 'lock' },
  maintenance: { look: 'planned', sign: 'clock' },
  not_connected: { look: 'absent', sign: 'dash' },
};

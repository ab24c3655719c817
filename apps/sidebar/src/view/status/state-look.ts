import type { IncidentState } from '@sidelight/shared/health/incident.ts';
import type { IconName } from '../icon.tsx';

/** How a system stands, planned maintenance among it. */
export type Standing = 'ok' | IncidentState;

/** Worst first. */
export const STANDINGS = ['locked_out', 'down', 'degraded', 'maintenance', 'ok'] as const satisfies readonly Standing[];

/** A colour and a shape each; beside them there is always a word. */
export const LOOKS: Readonly<Record<Standing, { readonly look: string; readonly sign: IconName }>> = {
  ok: { look: 'good', sign: 'check' },
  degraded: { look: 'warn', sign: 'triangle' },
  down: { look: 'bad', sign: 'square' },
  locked_out: { look: 'bad', sign: 'lock' },
  maintenance: { look: 'planned', sign: 'clock' },
};

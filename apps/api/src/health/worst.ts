import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { IncidentState } from '@sidelight/shared/health/incident.ts';

interface Stands {
  readonly state: 'ok' | IncidentState;
  readonly reason?: Reason | undefined;
}

const worstFirst: readonly Stands['state'][] = ['locked_out', 'down', 'degraded', 'maintenance', 'ok'];

/** Orders by how bad it is, the worst first. Of two that are degraded, the one whose values are wrong. */
export const byHarm = (a: Stands, b: Stands): number =>
  worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state) || Number(isWrong(b)) - Number(isWrong(a));

/** It answers, and what it answers is not to be relied on. */
export const isWrong = ({ state, reason }: Stands): boolean => state !== 'ok' && reason === 'wrong_values';

import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { LOOK_ORDER, type ShownState, shownState } from './state-look.ts';

export interface Told {
  readonly system: string;
  readonly name: string;
  readonly standing: ShownState;
  /** Absent where nothing is wrong: how long that has been so is no news. */
  readonly since?: string;
  readonly until?: string;
}

const rank = ({ standing }: Told): number => LOOK_ORDER.indexOf(standing);

/** Every system as it stands: maintenance, where a lead said so, and its health otherwise, where anybody asks it. */
export function standings({
  systems,
  incidents,
  notConnected,
}: Pick<StatusReport, 'systems' | 'incidents' | 'notConnected'>): Told[] {
  return systems.map(({ system, name, state, reason, since }): Told => {
    if (notConnected.includes(system)) return { system, name, standing: 'not_connected' };
    const planned = incidents.find((incident) => incident.system === system && incident.state === 'maintenance');
    if (planned) {
      const until = planned.until === undefined ? {} : { until: planned.until };
      return { system, name, standing: 'maintenance', since: planned.since, ...until };
    }
    return state === 'ok'
      ? { system, name, standing: 'ok' }
      : { system, name, standing: shownState(state, reason), since };
  });
}

/** Those that are not well, worst first, then in the map's order. */
export const troubled = (all: readonly Told[]): Told[] =>
  all.filter(({ standing }) => standing !== 'ok').sort((a, b) => rank(a) - rank(b));

/** The worst of the systems a box or an arrow stands for. */
export const worstOf = (all: readonly Told[], systems: readonly string[]): Told | undefined =>
  troubled(all.filter(({ system }) => systems.includes(system)))[0];

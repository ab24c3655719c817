import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { knownPeople } from '../health/people.ts';
import { writePostMortem } from '../health/post-mortem/post-mortem.ts';
import { createTouched, type TouchedDeps } from '../health/touched.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthView } from './health-view.ts';

export interface AboutIncidentsDeps extends Pick<TouchedDeps, 'ticketUrl' | 'nameOf' | 'customerOf' | 'searchUrl'> {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly logs: HealthLogs;
  readonly view: Pick<HealthView, 'snapshot'>;
  now(): number;
}

/** What leads can look up of an incident, beside the report. */
export function createAboutIncidents({ logs, view, ...given }: AboutIncidentsDeps) {
  const { incidents, shown, risks, presence, people } = logs;
  const about = { ...given, incidents, shown, risks, presence };
  return {
    touched: createTouched(about),
    people: () => knownPeople({ ...about, log: people }),
    postMortem: (id: string, locale: string) =>
      writePostMortem({ ...about, frames: async () => view.snapshot.known().frames }, id, locale),
  };
}

export type AboutIncidents = ReturnType<typeof createAboutIncidents>;

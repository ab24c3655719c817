import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { knownPeople } from '../health/people.ts';
import { writePostMortem } from '../health/post-mortem/post-mortem.ts';
import { createTagTouched, type TagTouchedDeps } from '../health/tag-touched.ts';
import { createTouched, type TouchedDeps } from '../health/touched.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthView } from './health-view.ts';
import type { TenantContext } from './tenant-context.ts';
import type { TenantReads } from './tenant-reads.ts';
import { touchedFacts } from './touched-facts.ts';

export interface AboutIncidentsDeps extends Pick<TouchedDeps, 'ticketUrl' | 'nameOf'> {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly logs: HealthLogs;
  readonly view: Pick<HealthView, 'snapshot'>;
  readonly health: { readonly incidents: TagTouchedDeps['incidents'] };
  readonly context: TenantContext;
  readonly reads: TenantReads;
  now(): number;
}

/** What leads can look up and take of an incident, beside the report. */
export function createAboutIncidents({ logs, view, health, context, reads, ...given }: AboutIncidentsDeps) {
  const { incidents, shown, risks, presence, people } = logs;
  const about = { ...given, ...touchedFacts(given.tenant, context, reads), incidents, shown, risks, presence };
  const touched = createTouched(about);
  return {
    touched,
    tagTouched: createTagTouched({
      ...{ ...about, log: incidents, incidents: health.incidents, touched, connection: reads.helpdesk },
    }),
    people: () => knownPeople({ ...about, log: people }),
    postMortem: (id: string, locale: string) =>
      writePostMortem({ ...about, frames: async () => view.snapshot.known().frames }, id, locale),
  };
}

export type AboutIncidents = ReturnType<typeof createAboutIncidents>;

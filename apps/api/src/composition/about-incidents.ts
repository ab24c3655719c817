import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { knownPeople } from '../health/people.ts';
import { writePostMortem } from '../health/post-mortem/post-mortem.ts';
import { createTagTouched, type TagTouchedDeps } from '../health/tag-touched.ts';
import { createTouched, type TouchedDeps } from '../health/touched.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';
import type { HealthView } from './health-view.ts';

type Facts = 'ticketUrl' | 'nameOf' | 'customerOf' | 'searchUrl' | 'canTag';

export interface AboutIncidentsDeps extends Pick<TouchedDeps, Facts>, Pick<TagTouchedDeps, 'connection'> {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly logs: HealthLogs;
  readonly view: Pick<HealthView, 'snapshot'>;
  readonly commands: TagTouchedDeps['incidents'];
  now(): number;
}

/** What leads can look up and take of an incident, beside the report. */
export function createAboutIncidents({ logs, view, connection, commands, ...given }: AboutIncidentsDeps) {
  const { incidents, shown, risks, presence, people } = logs;
  const about = { ...given, incidents, shown, risks, presence };
  const touched = createTouched(about);
  return {
    touched,
    tagTouched: createTagTouched({ ...about, log: incidents, incidents: commands, touched, connection }),
    people: () => knownPeople({ ...about, log: people }),
    postMortem: (id: string, locale: string) =>
      writePostMortem({ ...about, frames: async () => view.snapshot.known().frames }, id, locale),
  };
}

export type AboutIncidents = ReturnType<typeof createAboutIncidents>;

import { iso } from '../company/clock.ts';
import type { Company } from '../company/company.ts';
import { components, type StatusIncident } from '../company/trouble.ts';
import { type Answer, ok } from './answer.ts';
import type { VendorSpec } from './vendor.ts';
import { requestId } from './vendor-headers.ts';

const PAGE_ID = 'kctbh9vrtdwd';

const page = (status: number, title: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** The public API of a Statuspage page: no key, errors as pages. `hasGlobal`: show the incident without components. */
export function createStatuspage(company: Company, origin: () => string, hasGlobal: () => boolean): VendorSpec {
  const created = iso(company.clock.day(-800));
  const componentOf = (id: string, position: number) => {
    const found = components.find((c) => c.id === id);
    return {
      id,
      name: found?.name ?? '',
      status: found?.status ?? '',
      created_at: created,
      updated_at: iso(company.clock.minutesAgo(70)),
      position,
      description: null,
      showcase: false,
      start_date: null,
      group_id: null,
      page_id: PAGE_ID,
      group: found?.status === '',
      only_show_if_degraded: false,
    };
  };
  const incidentOf = (incident: StatusIncident) => ({
    id: incident.id,
    name: incident.name,
    status: incident.status,
    created_at: iso(incident.createdAtMs),
    updated_at: iso(incident.updatedAtMs),
    monitoring_at: incident.status === 'monitoring' ? iso(incident.updatedAtMs) : null,
    resolved_at: null,
    impact: incident.impact,
    shortlink: `${origin()}/console/incidents/${incident.id}`,
    started_at: iso(incident.createdAtMs),
    page_id: PAGE_ID,
    incident_updates: [
      {
        id: `u${incident.id}`,
        status: incident.status,
        body: incident.body,
        incident_id: incident.id,
        created_at: iso(incident.createdAtMs),
        updated_at: iso(incident.updatedAtMs),
        display_at: iso(incident.createdAtMs),
        affected_components: incident.componentIds.map((code) => ({
          code,
          name: componentOf(code, 0).name,
          old_status: 'operational',
          new_status: componentOf(code, 0).status,
        })),
        deliver_notifications: true,
        custom_tweet: null,
        tweet_id: null,
      },
    ],
    components: incident.componentIds.map((id, i) => componentOf(id, i + 1)),
    reminder_intervals: null,
    ...(incident.scheduledForMs === undefined || incident.scheduledUntilMs === undefined
      ? {}
      : { scheduled_for: iso(incident.scheduledForMs), scheduled_until: iso(incident.scheduledUntilMs) }),
  });
  const { incidents, maintenances, globalIncident } = company.trouble;
  const open = () => (hasGlobal() ? [...incidents, globalIncident] : incidents);
  const pageObject = () => ({
    id: PAGE_ID,
    name: 'Acme',
    url: origin(),
    time_zone: 'Etc/UTC',
    updated_at: iso(company.clock.minutesAgo(15)),
  });

  return {
    vendor: 'statuspage',
    name: 'Statuspage',
    headers: () => ({ 'x-request-id': requestId(), 'cache-control': 'max-age=0, private, must-revalidate' }),
    isAuthorised: () => true,
    refusals: {
      unauthorized: () => page(401, 'This page is private'),
      forbidden: () => page(403, 'Access denied'),
      rateLimited: (retryAfterS) => page(429, 'Too many requests', { 'retry-after': String(retryAfterS) }),
      server: (status) => page(status, 'Something went wrong'),
      unknownPath: () => page(404, 'Page not found'),
    },
    routes: [
      {
        method: 'get',
        path: '/api/v2/summary.json',
        handle: () =>
          ok({
            page: pageObject(),
            components: components.map((c, i) => componentOf(c.id, i + 1)),
            incidents: open().map(incidentOf),
            scheduled_maintenances: maintenances.map(incidentOf),
            status: { indicator: 'major', description: 'Partial System Outage' },
          }),
      },
      {
        method: 'get',
        path: '/api/v2/incidents/unresolved.json',
        handle: () => ok({ page: pageObject(), incidents: open().map(incidentOf) }),
      },
    ],
    find: (id) => {
      if (id === '') return [...open(), ...maintenances].map(incidentOf);
      const found = [...incidents, ...maintenances, globalIncident].find((incident) => incident.id === id);
      return found && incidentOf(found);
    },
  };
}

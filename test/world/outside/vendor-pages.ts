import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { isVendor, type Vendor } from '../systems.ts';

/** What a vendor says of itself, in the words of its status page. */
export const VendorSays = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.string().min(1).max(200),
});
export type VendorSays = z.infer<typeof VendorSays>;

export interface VendorPages {
  readonly router: Router;
  set(vendor: Vendor, says: VendorSays): void;
  /** How often any of them was asked for. */
  reads(): number;
  clear(): void;
}

const CALM: VendorSays = { indicator: 'none', description: 'All Systems Operational' };
const CREATED = '2026-11-20T08:00:00.000Z';

type Page = (says: VendorSays, vendor: Vendor) => unknown;

const statuspage: Readonly<Record<string, Page>> = {
  '/api/v2/summary.json': (status, vendor) => ({
    page: { id: `page-${vendor}`, name: vendor, url: `https://status.${vendor}.example`, time_zone: 'Etc/UTC' },
    components: [],
    incidents: [],
    scheduled_maintenances: [],
    status,
  }),
};

/** The helpdesk's own API: incidents under way, and maintenance now and to come. */
const zendesk: Readonly<Record<string, Page>> = {
  '/api/incidents/active': ({ indicator, description }) => ({
    data:
      indicator === 'none' || indicator === 'maintenance'
        ? []
        : [
            {
              id: '247',
              type: 'incident',
              attributes: {
                ...{ title: description, impact: indicator, status: 'investigating' },
                ...{ outage: indicator !== 'minor', degradation: indicator === 'minor' },
                ...{ postmortem: '', resolved_at: null, started_at: CREATED },
              },
              relationships: {},
            },
          ],
    included: [],
  }),
  '/api/incidents/maintenance': ({ indicator, description }) => ({
    data:
      indicator === 'maintenance'
        ? [
            {
              id: '248',
              type: 'incident',
              attributes: {
                ...{ title: description, impact: null, outage: false, degradation: false, maintenance_article: '' },
                ...{ maintenance_start_time: CREATED, maintenance_end_time: '2099-01-01T00:00:00.000Z' },
              },
              relationships: {},
            },
          ]
        : [],
    included: [],
  }),
};

const impacts = { minor: 'degraded_performance', major: 'partial_outage', critical: 'full_outage' } as const;
const incidentIo: Readonly<Record<string, Page>> = {
  '/api/v1/summary': ({ indicator, description }, vendor) => {
    const url = `https://status.${vendor}.example`;
    const event = { id: '01HV', name: description, url, last_update_at: CREATED, last_update_message: description };
    return {
      ...{ page_title: vendor, page_url: url, scheduled_maintenances: [] },
      ongoing_incidents:
        indicator === 'none' || indicator === 'maintenance'
          ? []
          : [
              {
                ...event,
                status: 'investigating',
                current_worst_impact: impacts[indicator],
                affected_components: [{ id: '01HC', name: 'App', current_status: impacts[indicator] }],
              },
            ],
      in_progress_maintenances:
        indicator === 'maintenance'
          ? [{ ...event, status: 'maintenance_in_progress', started_at: CREATED, affected_components: [] }]
          : [],
    };
  },
};

/** Each vendor's page has its own shape, and knows the paths of no other. */
const shapeOf = (vendor: Vendor) => (vendor === 'zendesk' ? zendesk : vendor === 'posthog' ? incidentIo : statuspage);

/** The vendors' own status pages, at `/status/<vendor>/…`. What they say is not what is so. */
export function createVendorPages(): VendorPages {
  const said = new Map<Vendor, VendorSays>();
  let reads = 0;
  const answer = (req: Request, res: Response) => {
    reads++;
    const [, , vendor = '', ...rest] = req.path.split('/');
    const shape = isVendor(vendor) ? new Map(Object.entries(shapeOf(vendor))) : undefined;
    const page = shape?.get(`/${rest.join('/')}`);
    if (!page || !isVendor(vendor)) return void res.status(404).type('html').send('<h1>Page not found</h1>');
    res.json(page(said.get(vendor) ?? CALM, vendor));
  };
  const router = Router().get('/status/{*path}', answer);
  return {
    ...{ router, reads: () => reads },
    set: (vendor, says) => void said.set(vendor, says),
    clear: () => said.clear(),
  };
}

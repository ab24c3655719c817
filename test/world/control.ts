import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Apps } from './apps/apps.ts';
import { appsRoutes } from './apps/apps-routes.ts';
import { beginAgain } from './begin-again.ts';
import type { CallLog } from './calls.ts';
import type { Changes } from './changes.ts';
import type { Company } from './company/company.ts';
import { crmRoutes } from './crm-routes.ts';
import { Fault, faultKinds } from './faults/fault.ts';
import type { FaultSwitches } from './faults/switches.ts';
import type { Helpdesk } from './helpdesk.ts';
import { meanwhileRoutes } from './meanwhile-routes.ts';
import type { AlertInbox } from './outside/alert-inbox.ts';
import type { VendorPages } from './outside/vendor-pages.ts';
import { peopleRoutes } from './people-routes.ts';
import { type EntryRequest, NoSuchPlace, type SessionAnswer, type SignedEntry } from './session.ts';
import { isSystem, type System, systems } from './systems.ts';
import type { HubspotCrm } from './vendors/hubspot-crm.ts';
import type { People } from './vendors/zendesk-people.ts';
import type { Webhooks } from './webhooks.ts';

export interface ControlDeps {
  readonly company: Company;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  readonly webhooks: Webhooks;
  readonly changes: Changes;
  readonly people: People;
  readonly helpdesk: Pick<Helpdesk, 'forget'>;
  readonly apps: Apps;
  readonly crm: HubspotCrm;
  readonly alerts: AlertInbox;
  readonly vendorPages: VendorPages;
  setGlobalIncident(isOn: boolean): void;
  helpdeskUrl(): string;
  sign(request: EntryRequest): Promise<SignedEntry>;
  session(request: EntryRequest, signal: AbortSignal): Promise<SessionAnswer>;
}

const Entry = z.strictObject({
  role: z.enum(['agent', 'lead', 'admin']),
  location: z
    .string()
    .regex(/^[a-z_]+$/)
    .default('ticket_sidebar'),
  locale: z.string().optional(),
  appGuid: z.string().optional(),
  colorScheme: z.enum(['light', 'dark']).optional(),
  subdomain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .optional(),
  installationId: z.string().regex(/^\d+$/).optional(),
  /** A helpdesk token does not say which ticket it is for; taken so that callers may note it. */
  ticketId: z.union([z.string(), z.int()]).optional(),
});

const SESSION_TIMEOUT_MS = 10_000;

/** The switches of the world, for the demo page and for tests. Listens on the loopback address only. */
export function createControl(deps: ControlDeps): Express {
  const { faults, calls } = deps;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(onlyFrom(deps.helpdeskUrl));
  app.use('/apps', appsRoutes(deps.apps));
  app.use(express.json({ limit: '64kb' }));

  app.get('/tickets', (_req, res) =>
    res.json(
      deps.company.samples.map(({ ticketId, key, story, bundle }) => ({
        id: String(ticketId),
        key,
        story,
        subject: bundle.tickets[0]?.subject,
      })),
    ),
  );

  app.get('/faults', (_req, res) => res.json(faults.all()));
  app.delete('/faults', (_req, res) => {
    faults.clear();
    res.status(204).end();
  });
  app.put('/faults/:system', (req, res) => {
    const system = systemOr404(req.params.system, res);
    if (!system) return;
    const fault = Fault.safeParse(req.body);
    if (!fault.success)
      return void refuse(res, 400, 'This is not a fault.', {
        kinds: faultKinds,
        problem: z.prettifyError(fault.error),
      });
    faults.set(system, fault.data);
    res.json(fault.data);
  });
  app.delete('/faults/:system', (req, res) => {
    const system = systemOr404(req.params.system, res);
    if (!system) return;
    faults.clear(system);
    res.status(204).end();
  });

  app.get('/calls', (_req, res) => res.json(calls.counts()));
  app.delete('/calls', (_req, res) => {
    calls.clear();
    res.status(204).end();
  });

  app.get('/deliveries', (_req, res) => res.json(deps.webhooks.deliveries()));
  app.put('/incidents/global', (_req, res) => {
    deps.setGlobalIncident(true);
    res.status(204).end();
  });
  app.delete('/incidents/global', (_req, res) => {
    deps.setGlobalIncident(false);
    res.status(204).end();
  });

  app.use(meanwhileRoutes(deps));
  app.delete('/played/:ticket', async (req, res) => {
    await beginAgain(req.params.ticket, deps);
    res.status(204).end();
  });
  app.use('/crm', crmRoutes(deps.crm));
  app.use('/helpdesk', peopleRoutes(deps.people));

  app.post('/sign', async (req, res) => {
    const entry = entryOr400(req.body, res);
    if (entry) res.json(await deps.sign(entry));
  });
  app.post('/session', async (req, res) => {
    const entry = entryOr400(req.body, res);
    if (!entry) return;
    const opened = await deps.session(entry, AbortSignal.timeout(SESSION_TIMEOUT_MS));
    if (opened.ok) return void res.json({ token: opened.token, boot: opened.boot });
    refuse(res, 502, 'The API did not let this session in.', { status: opened.status });
  });

  app.use((_req, res) => refuse(res, 404, 'The world has no such switch.'));
  const badRequest: ErrorRequestHandler = (error, _req, res, next) => {
    if (error instanceof NoSuchPlace) return refuse(res, 409, error.message);
    if (error.type === 'entity.too.large') return refuse(res, 413, 'The body is too large.');
    return error.type === 'entity.parse.failed' ? refuse(res, 400, 'The body is no JSON.') : next(error);
  };
  app.use(badRequest);
  return app;
}

function refuse(res: Response, status: number, error: string, more: Record<string, unknown> = {}): void {
  res.status(status).json({ error, ...more });
}

function systemOr404(name: string, res: Response): System | undefined {
  if (isSystem(name)) return name;
  refuse(res, 404, 'There is no such system.', { systems });
  return undefined;
}

function entryOr400(body: unknown, res: Response): EntryRequest | undefined {
  const entry = Entry.safeParse(body);
  if (!entry.success) {
    refuse(res, 400, 'This does not say who is to be signed in.', { problem: z.prettifyError(entry.error) });
    return undefined;
  }
  const { ticketId: _, ...request } = entry.data;
  return request;
}

/** Other pages in the same browser may not flip switches or sign anybody in. */
const onlyFrom =
  (helpdeskUrl: () => string): RequestHandler =>
  (req, res, next) => {
    const origin = req.get('origin');
    if (origin === undefined) return next();
    if (origin !== helpdeskUrl()) return refuse(res, 403, 'Only the helpdesk page may use these switches.');
    res.set({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, PUT, POST, DELETE',
      'access-control-allow-headers': 'content-type',
      vary: 'origin',
    });
    if (req.method === 'OPTIONS') return void res.status(204).end();
    next();
  };

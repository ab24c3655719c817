import { randomBytes } from 'node:crypto';
import type { BackgroundBoot } from '@sidelight/shared/context/background-boot.ts';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import express, { type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import type { ContinuedEntries } from '../access/continued-entry.ts';
import type { RequestLimits } from '../access/request-limits.ts';
import type { Sessions } from '../access/session.ts';
import type { SignedUrlVerifier } from '../access/signed-url.ts';
import { HELD_MS } from '../access/standings.ts';
import type { AuditEntry, AuditTrail } from '../audit/ports.ts';
import type { EntryDefinition } from '../connectors/entry.ts';
import type { AgentConsent } from '../setup/agent-consent.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { CallerCheck } from './caller-check.ts';
import { connectPage } from './connect-page.ts';
import { notYetPage } from './not-yet-page.ts';
import { type PageTemplates, pagePolicy, renderPage } from './page.ts';
import { plainPage } from './plain-page.ts';
import { sendProblem, sendRefusal } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';
import { createSeldom } from './seldom.ts';
import type { TenantHandle } from './tenant-handle.ts';

export interface ZafRouteDeps {
  readonly helpdesk: Pick<EntryDefinition, 'isOrigin' | 'subdomainOf'>;
  readonly verifier: SignedUrlVerifier;
  readonly continued: ContinuedEntries;
  readonly sessions: Sessions;
  readonly check: Pick<CallerCheck, 'limited' | 'standing'>;
  readonly limits: Pick<RequestLimits, 'entry'>;
  readonly pages: PageTemplates;
  /** Where the helpdesk's own script is loaded from; undefined: from our page. */
  readonly sdkUrl: string | undefined;
  readonly audit: AuditTrail;
  /** The tenant's handle, made when it is new and welcome. */
  admit(entry: { readonly tenant: TenantId; readonly installationId: string }): Promise<TenantHandle | 'unwelcome'>;
  /** Where this tenant's helpdesk is, known or not. */
  originOf(tenant: TenantId): string;
  /** Whether helpdesks of this server are at such an address; which of them it is does not matter. */
  isHelpdeskOrigin(origin: string): boolean;
  /** Whether this tenant was let in. */
  isServed(tenant: TenantId): Promise<boolean>;
  /** What the tabs of one person in one browser call what they share. */
  tabNameOf(tenant: TenantId, userId: string): string;
  /** Agents who let the helpdesk be asked as them; undefined where this server cannot ask it so. */
  readonly agents: Pick<AgentConsent, 'isAllowed' | 'urlFor'> | undefined;
  /** One of them has opened a page. */
  entered(who: { readonly tenant: TenantId; readonly userId: string }): void;
  /** What has to be set before a helpdesk can be connected. */
  readonly connectVariables: readonly string[];
  now(): number;
  steadyNow(): number;
  onRefused(reason: string, requestId: string, tenant: TenantId | undefined): void;
}

const Continued = z.object({ continued: z.string().min(1) });
const Form = z.union([z.object({ token: z.string().min(1) }), Continued]);
const Query = z.object({
  origin: z.string(),
  app_guid: z.string().regex(/^[\w-]{1,64}$/),
  colorScheme: z.enum(['light', 'dark']).catch('light'),
});
const STAFF_TIMEOUT_MS = 3000;
const UNBELIEVED_EVERY_MS = 10_000;
/** The page that asks for the first consent. It is built with the others, and is no place of the helpdesk's. */
const CONNECT = 'connect';
/** The place without a screen. */
const BACKGROUND = 'background';
const SIDEBAR = '_sidebar';
const UNCONNECTED: ReadonlySet<Reason> = new Set(['not_configured', 'credential', 'forbidden']);

/** The signed-URL entry: a verified helpdesk user gets the page, with a short session inside. */
export function zafRoute(deps: ZafRouteDeps): Router {
  const entryOf = (
    tenant: TenantId,
    res: Response,
    rest: Pick<AuditEntry, 'actorId' | 'role' | 'action' | 'about'>,
  ) => ({
    ...{ tenant, atMs: deps.now(), requestId: requestIdOf(res), ...rest },
  });

  /** Anybody can send these: what they claim fills nobody's audit trail. */
  const unbelieved = createSeldom(UNBELIEVED_EVERY_MS, deps.steadyNow);

  /** The account of somebody else whom we serve is no brand of this one's. */
  const isAnothers = async (host: string, tenant: TenantId): Promise<boolean> => {
    const subdomain = deps.helpdesk.subdomainOf(host);
    const account = subdomain === undefined ? undefined : tenantId(subdomain);
    return account !== undefined && account !== tenant && (await deps.isServed(account));
  };

  const again = (text: string, location: string) => {
    const entry = deps.continued.open(text, location);
    return entry && ({ ...entry, ok: true, otherHosts: [] } as const);
  };

  /** Whether the helpdesk is to be asked as them, and they have not allowed it. Only beside tickets anything is. */
  async function mustAllow(
    { entry: { checksAgents } }: TenantHandle,
    who: { readonly tenant: TenantId; readonly userId: string },
    location: string,
  ): Promise<boolean> {
    if (!checksAgents || !location.endsWith(SIDEBAR)) return false;
    return !(await deps.agents?.isAllowed(who, AbortSignal.timeout(STAFF_TIMEOUT_MS)));
  }

  /** Whether the helpdesk has been connected meanwhile, for the page that asks for it: 204 when it has, 202 before. */
  const connected: RequestHandler<{ location: string }> = async (req, res) => {
    const form = Continued.safeParse(req.body);
    const entry = form.success ? deps.continued.open(form.data.continued, req.params.location) : undefined;
    const handle = entry && (await deps.admit(entry));
    if (!entry || !handle || handle === 'unwelcome') return sendProblem(res, 'token_refused');
    const staff = await handle.entry.askStaff(entry.userId, AbortSignal.timeout(STAFF_TIMEOUT_MS));
    const isConnected = staff.kind !== 'unknown' || !UNCONNECTED.has(staff.reason);
    const isDone = isConnected && !(await mustAllow(handle, entry, req.params.location));
    res
      .set('cache-control', 'no-store')
      .status(isDone ? 204 : 202)
      .end();
  };

  const templateOf = (location: string) => (location === CONNECT ? undefined : deps.pages.get(location));

  const enter: RequestHandler<{ location: string }> = async (req, res) => {
    const { location } = req.params;
    const template = templateOf(location);
    if (!template) return sendProblem(res, 'not_found');
    const refuse = (reason: string, tenant?: TenantId, actorId = '') => {
      deps.onRefused(reason, requestIdOf(res), tenant);
      if (tenant)
        deps.audit.tally(entryOf(tenant, res, { actorId, role: '', action: 'session.refused', about: reason }));
      sendProblem(res, 'token_refused');
    };
    const form = Form.safeParse(req.body);
    const query = Query.safeParse(req.query);
    if (!form.success || !query.success) return refuse('malformed');
    const { origin, colorScheme } = query.data;
    const entry =
      'token' in form.data
        ? await deps.verifier.verify(form.data.token, location)
        : again(form.data.continued, location);
    // It took too long: only the helpdesk can begin again.
    if (entry === undefined) return askToReload(origin, res);
    if (!entry.ok) {
      const { claimed, reason, isSigned } = entry;
      // Anybody can claim anything: the store is only asked where the answer would be written down.
      const isNews = claimed && (isSigned || unbelieved.isDue(`${claimed} ${reason}`));
      const isTold = isNews && (await deps.isServed(claimed));
      return refuse(reason, isTold ? claimed : undefined);
    }
    const { tenant, userId } = entry;
    // Before the store or the helpdesk is asked: who has seen a token can show it a thousand times a second.
    if (entry.isUsed()) return refuse('replayed', tenant, userId);
    const limited = deps.check.limited(deps.limits.entry(entry), { tenant, userId, role: '' });
    if (limited) return sendRefusal(res, limited);
    // Whoever frames the page speaks to it as the helpdesk.
    if (origin !== deps.originOf(tenant) && !deps.helpdesk.isOrigin(origin)) return refuse('origin', tenant, userId);
    // An account has several hosts, and its agents are sent to any: the tenant hangs on none of them.
    const hosts = [...entry.otherHosts, ...(origin === deps.originOf(tenant) ? [] : [new URL(origin).hostname])];
    for (const host of hosts) if (await isAnothers(host, tenant)) return refuse('origin', tenant, userId);
    const handle = await deps.admit(entry);
    if (handle === 'unwelcome') {
      deps.onRefused('unknown_tenant', requestIdOf(res), tenant);
      return plainPage(res, origin, 'unwelcome');
    }
    for (const host of hosts)
      if (!(await handle.entry.isOwnHost(host, AbortSignal.timeout(STAFF_TIMEOUT_MS))))
        return refuse('origin', tenant, userId);
    const asking = { template: deps.pages.get(CONNECT) ?? '', sdkUrl: deps.sdkUrl };
    const staff = await handle.entry.askStaff(userId, AbortSignal.timeout(STAFF_TIMEOUT_MS));
    const taken = await entry.take();
    if (taken === 'replayed') return refuse(taken, tenant, userId);
    if (taken === 'unconfirmed') {
      deps.onRefused(taken, requestIdOf(res), tenant);
      return plainPage(res, origin, 'away');
    }
    if (staff.kind === 'unknown') {
      if (!UNCONNECTED.has(staff.reason)) return plainPage(res, origin, 'unsure');
      // Nobody can say who is an admin before the helpdesk is connected: its own page decides that.
      if (location !== 'nav_bar') return plainPage(res, origin, 'connect_elsewhere');
      const href = await handle.entry.connectUrl(userId);
      return href === undefined
        ? plainPage(res, origin, 'connect_impossible', { details: deps.connectVariables })
        : connectPage(res, {
            ...{ ...asking, origin, location, query: query.data, continued: deps.continued.issue(entry, location) },
            asks: 'connect',
            links: [
              { href, text: 'open_helpdesk' },
              { href: handle.entry.narrowConnectUrl(userId) ?? href, text: 'ask_for_less' },
            ],
          });
    }
    if (staff.kind === 'not_staff') return refuse('not_staff', tenant, userId);
    const { role, locale, groupIds, ageMs } = staff;
    // Kept from long ago: nobody can say what they may do now.
    if (ageMs > HELD_MS) return plainPage(res, origin, 'unsure');
    const seesAllTickets = staff.seesAllTickets || undefined;
    const [mayUse, isSynced] = await Promise.all([
      handle.entry.mayUse({ role, groupIds }),
      location.endsWith(SIDEBAR) ? handle.entry.isSynced() : false,
    ]);
    if (!mayUse) return notYetPage(res, origin, { locale, colorScheme });
    if (await mustAllow(handle, { tenant, userId }, location)) {
      if (!deps.agents) return plainPage(res, origin, 'allow_impossible');
      return connectPage(res, {
        ...{ ...asking, origin, location, query: query.data, continued: deps.continued.issue(entry, location) },
        ...{ asks: 'allow', links: [{ href: deps.agents.urlFor({ tenant, userId }), text: 'allow_check' }] },
      });
    }
    const isLight = staff.isLight || undefined;
    const confirmedAtMs = Math.floor(deps.now() - ageMs);
    const who = { tenant, userId, role, locale, seesAllTickets, isLight, location, confirmedAtMs };
    const { token, session } = deps.sessions.issue(who);
    if (handle.entry.checksAgents) deps.entered(who);
    // Asked while the page loads, where the helpdesk's word is not young: its first question need not wait for that.
    void deps.check.standing(session, handle);
    await deps.audit.write(entryOf(tenant, res, { actorId: userId, role, action: 'session.opened', about: location }));
    const nonce = randomBytes(16).toString('base64url');
    const common = { session: token, origin, locale, colorScheme };
    // Only leads are warned of outages; the page of anybody else asks nothing by itself.
    const boot: Boot | BackgroundBoot =
      location === BACKGROUND
        ? { ...common, location, ...(role !== 'agent' && { tabs: deps.tabNameOf(tenant, userId) }) }
        : {
            ...{ ...common, location, role },
            ...{ deadlineMs: handle.deadlineMs, cards: handle.entry.frames(locale, { role, seesAllTickets }) },
            ...(isSynced && { isSynced }),
            ...(location.endsWith(SIDEBAR) && { status: handle.entry.troubles({ role, locale }) }),
          };
    res
      .status(200)
      .set({ 'content-security-policy': pagePolicy(nonce, origin), 'cache-control': 'no-store' })
      .type('html')
      .send(renderPage(template, boot, { nonce, sdkUrl: deps.sdkUrl }));
  };

  // A plain reload of the frame comes without a token: that is no attack, and no error to read.
  const askToReload = (origin: unknown, res: Response) => {
    const isHelpdesk = typeof origin === 'string' && (deps.isHelpdeskOrigin(origin) || deps.helpdesk.isOrigin(origin));
    plainPage(res, isHelpdesk ? origin : undefined, 'reload');
  };
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 10 });
  return routes()
    .post('/:location', form, enter)
    .post('/:location/connected', form, connected)
    .get('/:location', ({ query, params: { location } }, res) =>
      templateOf(location) ? askToReload(query.origin, res) : sendProblem(res, 'not_found'),
    );
}

import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { RegisteredApp } from '../oauth/app-consent.ts';
import { bearerIn } from '../oauth/atlassian-app.ts';
import { hubspotAppRoutes, hubspotScopeFor, isHubspotOauthPath } from '../oauth/hubspot-app.ts';
import { type Answer, ok } from './answer.ts';
import { associationsRead } from './hubspot-associations.ts';
import type { HubspotCrm } from './hubspot-crm.ts';
import { refusal } from './hubspot-errors.ts';
import type { HubspotJournal } from './hubspot-journal.ts';
import { hubspotKeyInfo } from './hubspot-key-info.ts';
import { createHubspotLimits } from './hubspot-limits.ts';
import { archive, associateAll, erase, merge } from './hubspot-lives.ts';
import { hubspotObject } from './hubspot-objects.ts';
import { ownersAnswer } from './hubspot-owners.ts';
import { pipelinesAnswer } from './hubspot-pipelines.ts';
import { type HubspotKind, hubspotKinds, propertyObject } from './hubspot-properties.ts';
import { batchRead, listPage, readOne } from './hubspot-reads.ts';
import { search } from './hubspot-search.ts';
import { batchWrite } from './hubspot-writes.ts';
import { recordOf } from './record-of.ts';
import type { VendorSpec } from './vendor.ts';

const PORTAL_ID = 48160021;

/** The date-based version, and the one before it, which the vendor serves until September 2027. */
const OBJECTS = ['/crm/objects/2026-03', '/crm/v3/objects'];
const PROPERTIES = ['/crm/properties/2026-03', '/crm/v3/properties'];
const ACCOUNT_INFO = ['/account-info/2026-03', '/account-info/v3'];

const isSearch = (req: Request) => req.path.endsWith('/search');

/** HubSpot CRM. Credentials: a service key as bearer; of an app's journal, the app's own. */
export function createHubspot(
  crm: HubspotCrm,
  credentials: { token: string },
  app: RegisteredApp,
  journal?: HubspotJournal,
): VendorSpec {
  const { switches } = crm;
  const limits = createHubspotLimits(() => crm.now());

  /** A write whose answer may be lost on its way. */
  const write = (handle: (req: Request) => Answer) => (req: Request) => {
    const answer = handle(req);
    if (switches.losesAnswers <= 0) return answer;
    switches.losesAnswers--;
    return { ...answer, isLost: true };
  };

  const routesOf = (objects: string, kind: HubspotKind): VendorSpec['routes'] => [
    { method: 'get', path: `${objects}/${kind}`, handle: (req) => listPage(crm, kind, req) },
    { method: 'get', path: `${objects}/${kind}/:id`, handle: (req) => readOne(crm, kind, req) },
    { method: 'delete', path: `${objects}/${kind}/:id`, handle: (req) => archive(crm, kind, [String(req.params.id)]) },
    { method: 'post', path: `${objects}/${kind}/search`, handle: (req) => search(crm, kind, req.body) },
    { method: 'post', path: `${objects}/${kind}/merge`, handle: (req) => merge(crm, kind, req) },
    { method: 'post', path: `${objects}/${kind}/batch/read`, handle: (req) => batchRead(crm, kind, req) },
    { method: 'post', path: `${objects}/${kind}/batch/archive`, handle: (req) => archive(crm, kind, idsOf(req)) },
    ...(['update', 'create', 'upsert'] as const).map((verb): VendorSpec['routes'][number] => ({
      method: 'post',
      path: `${objects}/${kind}/batch/${verb}`,
      handle: write((req) => batchWrite(crm, kind, verb, req)),
    })),
  ];

  return {
    vendor: 'hubspot',
    name: 'HubSpot',
    headers: (req) => ({
      'x-hubspot-correlation-id': randomUUID(),
      ...(isSearch(req) ? {} : limits.headers()),
    }),
    isAuthorised: (req) =>
      isHubspotOauthPath(req.path) ||
      (journal?.isAllowed(req) ??
        (req.get('authorization') === `Bearer ${credentials.token}` || grantOf(req) !== undefined)),
    // The journal's calls count for no limit of the account.
    restrict: (req) =>
      journal?.isAllowed(req) === undefined && !isHubspotOauthPath(req.path)
        ? (refusedNext(crm) ??
          withheldOf(crm, req) ??
          notGranted(req) ??
          limits.take(isSearch(req), switches.enforcesLimits))
        : undefined,
    refusals: {
      unauthorized: () =>
        refusal(
          401,
          'INVALID_AUTHENTICATION',
          'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
        ),
      forbidden: () => missingScope('crm.objects.companies.read'),
      rateLimited: (retryAfterS) =>
        refusal(429, 'RATE_LIMITS', 'You have reached your ten_secondly_rolling limit.', {
          headers: { 'retry-after': String(retryAfterS) },
          body: { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' },
        }),
      server: (status) => refusal(status, 'INTERNAL_ERROR', 'internal error'),
      unknownPath: () => ({
        status: 404,
        type: 'text/html;charset=utf-8',
        body: '<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404</h2></body></html>',
      }),
    },
    routes: [
      ...hubspotAppRoutes(app, journal?.issueToken),
      hubspotKeyInfo(credentials, PORTAL_ID),
      ...(journal?.routes ?? []),
      ...OBJECTS.flatMap((objects) => [
        ...hubspotKinds.flatMap((kind) => routesOf(objects, kind)),
        { method: 'post' as const, path: `${objects}/contacts/gdpr-delete`, handle: (req: Request) => erase(crm, req) },
      ]),
      ...PROPERTIES.flatMap((path) =>
        hubspotKinds.map((kind): VendorSpec['routes'][number] => ({
          method: 'get',
          path: `${path}/${kind}`,
          handle: (req) => ok({ results: definitions(kind, req.query.archived === 'true') }),
        })),
      ),
      {
        method: 'post',
        path: '/crm/v4/associations/:from/:to/batch/associate/default',
        handle: write((req) => associateAll(crm, req)),
      },
      {
        method: 'post',
        path: '/crm/v4/associations/:from/:to/batch/read',
        handle: (req) => associationsRead(crm, req),
      },
      ...['/crm/owners/2026-03', '/crm/v3/owners'].map((path): VendorSpec['routes'][number] => ({
        ...{ method: 'get', path, handle: ownersAnswer },
      })),
      ...['/crm/pipelines/2026-03/deals', '/crm/v3/pipelines/deals'].map((path): VendorSpec['routes'][number] => ({
        ...{ method: 'get', path, handle: pipelinesAnswer },
      })),
      ...ACCOUNT_INFO.map((info): VendorSpec['routes'][number] => ({
        method: 'get',
        path: `${info}/details`,
        handle: () => ok(accountDetails),
      })),
    ],
    find: (id) => {
      const row = crm.find('companies', id) ?? crm.find('contacts', id) ?? crm.having('contacts', 'email', id)[0];
      const properties = row && crm.definitions(row.kind).map(({ name }) => name);
      return row && properties && hubspotObject(crm, row, { properties, with: ['companies'] });
    },
  };

  function grantOf(req: Request) {
    return app.grants.holder(bearerIn(req));
  }
  /** A service key has every scope. */
  function notGranted(req: Request): Answer | undefined {
    const [grant, needed] = [grantOf(req), hubspotScopeFor(req.method, req.path)];
    return grant && needed !== undefined && !grant.scopes.includes(needed) ? missingScope(needed) : undefined;
  }

  function definitions(kind: HubspotKind, isArchived: boolean) {
    const asked = crm.definitions(kind).filter((property) => (property.isArchived ?? false) === isArchived);
    return asked.map(propertyObject);
  }
}

const missingScope = (scope: string) =>
  refusal(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call.", {
    body: {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredScopes: [scope] },
        },
      ],
    },
  });

function withheldOf({ switches }: HubspotCrm, req: Request): Answer | undefined {
  const kind = hubspotKinds.find((one) => switches.withheld.has(one) && req.path.includes(`/${one}/`));
  return kind && missingScope(`crm.objects.${kind}.read`);
}

/** A locked record, or an account that is being moved to another data centre. */
function refusedNext({ switches }: HubspotCrm): Answer | undefined {
  const { refuses } = switches;
  if (!refuses || refuses.times <= 0) return undefined;
  refuses.times--;
  const { status, retryAfterS } = refuses;
  const headers = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  return status === 423
    ? refusal(423, 'LOCKED', 'The resource is locked, try again in 2 seconds', { headers })
    : refusal(477, 'MIGRATION_IN_PROGRESS', 'This account is being moved', { headers });
}

function idsOf(req: Request): string[] {
  const inputs = recordOf(req.body)?.inputs;
  return Array.isArray(inputs) ? inputs.map((input: unknown) => String(recordOf(input)?.id)) : [];
}

const accountDetails = {
  portalId: PORTAL_ID,
  accountType: 'STANDARD',
  timeZone: 'Europe/Berlin',
  companyCurrency: 'EUR',
  additionalCurrencies: [],
  utcOffset: '+01:00',
  utcOffsetMilliseconds: 3_600_000,
  uiDomain: 'app.hubspot.com',
  dataHostingLocation: 'eu1',
};

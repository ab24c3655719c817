import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Account, Contact } from '../company/bundle.ts';
import { iso } from '../company/clock.ts';
import type { Company } from '../company/company.ts';
import { type Answer, ok } from './answer.ts';
import { companyObject, companyProperties, contactObject, contactProperties } from './hubspot-objects.ts';
import { readSearch } from './hubspot-search.ts';
import { recordOf } from './record-of.ts';
import type { VendorSpec } from './vendor.ts';
import { createWindow } from './vendor-headers.ts';

const PORTAL_ID = 48160021;

interface ErrorExtra {
  readonly headers?: Record<string, string>;
  readonly body?: Record<string, unknown>;
}

const error = (status: number, category: string, message: string, extra: ErrorExtra = {}): Answer => ({
  status,
  ...(extra.headers ? { headers: extra.headers } : {}),
  body: { status: 'error', message, correlationId: randomUUID(), category, ...extra.body },
});

const notFound = (context: Record<string, readonly string[]>) =>
  error(404, 'OBJECT_NOT_FOUND', 'resource not found', { body: { context } });

/** The date-based version, and the one before it, which the vendor serves until September 2027. */
const OBJECTS = ['/crm/objects/2026-03', '/crm/v3/objects'];
const ACCOUNT_INFO = ['/account-info/2026-03', '/account-info/v3'];
/** Values that name one record each; any other `idProperty` is refused. */
const UNIQUE = ['email', 'hs_object_id'];

/** HubSpot CRM. Credentials: a service key as bearer. */
export function createHubspot(company: Company, credentials: { token: string }): VendorSpec {
  const daily = createWindow(650_000, 86_400_000);
  const burst = createWindow(190, 10_000);

  const contactsFound = (property: string, value: string): readonly Contact[] => {
    if (property === 'hs_additional_emails') return company.contactsByOtherEmail(value);
    const found = company.contactByEmail(value);
    return found ? [found] : [];
  };
  const companiesFound = (property: string, value: string): readonly Account[] =>
    property === 'hs_additional_domains' ? company.accountsByOtherDomain(value) : company.accountsByDomain(value);

  const readContact = (req: Request): Answer => {
    const id = String(req.params.id);
    const { idProperty } = req.query;
    if (idProperty !== undefined && !UNIQUE.includes(String(idProperty))) {
      return error(400, 'VALIDATION_ERROR', `Property ${String(idProperty)} is not a unique property`);
    }
    const byEmail = idProperty === 'email';
    const contact = byEmail ? company.contactByEmail(id) : company.contact(id);
    if (!contact) return notFound({ id: [id] });
    return ok(
      contactObject(contact, listOf(req.query.properties), listOf(req.query.associations).includes('companies')),
    );
  };

  const readCompany = (req: Request): Answer => {
    const account = company.account(String(req.params.id));
    return account
      ? ok(companyObject(account, listOf(req.query.properties)))
      : notFound({ id: [String(req.params.id)] });
  };

  const batchRead = (req: Request): Answer => {
    const body = recordOf(req.body);
    if (!Array.isArray(body?.inputs)) {
      return error(400, 'VALIDATION_ERROR', 'Invalid input JSON: inputs is required');
    }
    if (body.inputs.length > 100) return error(400, 'VALIDATION_ERROR', 'The maximum number of inputs is 100');
    if (body.inputs.some((input: unknown) => typeof recordOf(input)?.id !== 'string')) {
      return error(400, 'VALIDATION_ERROR', 'Invalid input JSON: inputs[].id must be a string');
    }
    const ids = body.inputs.map((input: unknown) => String(recordOf(input)?.id));
    const properties = Array.isArray(body.properties) ? body.properties.map(String) : [];
    const found = new Map(
      ids.flatMap((id) => {
        const account = company.account(id);
        return account ? [[account.id, account] as const] : [];
      }),
    );
    const missing = ids.filter((id) => !company.account(id));
    const at = iso(Date.now());
    const answer = {
      status: 'COMPLETE',
      results: [...found.values()].map((account) => companyObject(account, properties)),
      startedAt: at,
      completedAt: at,
    };
    if (missing.length === 0) return ok(answer);
    const failure = {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some COMPANY objects, they may be deleted or not exist. Check that ids are valid.',
      context: { ids: missing },
      errors: [],
      links: {},
    };
    return { status: 207, body: { ...answer, numErrors: 1, errors: [failure] } };
  };

  const search = <T>(
    req: Request,
    searchable: readonly string[],
    find: (property: string, value: string) => readonly T[],
    toObject: (record: T, properties: readonly string[]) => unknown,
  ): Answer => {
    const asked = readSearch(req.body, searchable);
    if (!asked.ok) return error(400, 'VALIDATION_ERROR', asked.message);
    const hits = asked.filters.flatMap(({ property, values }) => values.flatMap((value) => find(property, value)));
    const unique = [...new Set(hits)];
    const end = asked.after + asked.limit;
    return ok({
      total: unique.length,
      results: unique.slice(asked.after, end).map((record) => toObject(record, asked.properties)),
      ...(end < unique.length ? { paging: { next: { after: String(end) } } } : {}),
    });
  };

  return {
    vendor: 'hubspot',
    name: 'HubSpot',
    headers: () => {
      const day = daily();
      const now = burst();
      return {
        'x-hubspot-correlation-id': randomUUID(),
        'x-hubspot-ratelimit-daily': String(day.limit),
        'x-hubspot-ratelimit-daily-remaining': String(day.left),
        'x-hubspot-ratelimit-interval-milliseconds': '10000',
        'x-hubspot-ratelimit-max': String(now.limit),
        'x-hubspot-ratelimit-remaining': String(now.left),
      };
    },
    isAuthorised: (req) => req.get('authorization') === `Bearer ${credentials.token}`,
    refusals: {
      unauthorized: () =>
        error(
          401,
          'INVALID_AUTHENTICATION',
          'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
        ),
      forbidden: () =>
        error(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call.", {
          body: {
            errors: [
              {
                message: 'One or more of the following scopes are required.',
                context: { requiredScopes: ['crm.objects.companies.read'] },
              },
            ],
          },
        }),
      rateLimited: (retryAfterS) =>
        error(429, 'RATE_LIMITS', 'You have reached your ten_secondly_rolling limit.', {
          headers: { 'retry-after': String(retryAfterS) },
          body: { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' },
        }),
      server: (status) => error(status, 'INTERNAL_ERROR', 'internal error'),
      unknownPath: () => ({
        status: 404,
        type: 'text/html;charset=utf-8',
        body: '<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404</h2></body></html>',
      }),
    },
    routes: [
      ...OBJECTS.flatMap((objects): VendorSpec['routes'] => [
        { method: 'get', path: `${objects}/contacts/:id`, handle: readContact },
        { method: 'get', path: `${objects}/companies/:id`, handle: readCompany },
        { method: 'post', path: `${objects}/companies/batch/read`, handle: batchRead },
        {
          method: 'post',
          path: `${objects}/contacts/search`,
          handle: (req) =>
            search(req, ['email', 'hs_additional_emails'], contactsFound, (c, asked) => contactObject(c, asked, false)),
        },
        {
          method: 'post',
          path: `${objects}/companies/search`,
          handle: (req) => search(req, ['domain', 'hs_additional_domains'], companiesFound, companyObject),
        },
      ]),
      ...ACCOUNT_INFO.map((info): VendorSpec['routes'][number] => ({
        method: 'get',
        path: `${info}/details`,
        handle: () => ok(accountDetails),
      })),
    ],
    find: (id) => {
      const account = company.account(id);
      if (account) return companyObject(account, companyProperties);
      const contact = company.contact(id) ?? company.contactByEmail(id);
      return contact && contactObject(contact, contactProperties, true);
    },
  };
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value ?? ''])
    .flatMap((text) => String(text).split(','))
    .filter((name) => name !== '');

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

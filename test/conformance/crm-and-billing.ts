import { answer, type Behaviour, type Call } from './upstream.ts';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly others?: readonly string[];
  readonly companies: readonly string[];
  /** Odd entries among the associations. */
  readonly odd?: readonly unknown[];
  readonly hasMoreCompanies?: boolean;
}
type Firm = Readonly<Record<string, string | null>> & { readonly id: string };

export interface Holdings {
  readonly contacts?: readonly Person[];
  readonly companies?: readonly Firm[];
  /** Besides `companies`: whatever a search answers with them. */
  readonly oddHits?: readonly unknown[];
  readonly payers?: readonly { readonly id: string; readonly email: string }[];
  /** Besides `payers`: whatever the list of customers with any address holds too. */
  readonly oddPayers?: readonly unknown[];
  readonly hasMorePayers?: boolean;
}

const AT = '2026-11-20T08:15:00.000Z';
const frame = { createdAt: AT, updatedAt: AT, archived: false };
const nobody = answer(404, { status: 'error', message: 'resource not found', category: 'OBJECT_NOT_FOUND' });
const same = (a: string | null | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

/** HubSpot and Stripe on one server, with these records, matching as each of them does. */
export function crmAndBilling(held: Holdings): Behaviour {
  const { contacts = [], companies = [], oddHits = [], payers = [], oddPayers = [], hasMorePayers = false } = held;
  return (call, res) => {
    const [, id] = /\/contacts\/([^/]+)$/.exec(call.path) ?? [];
    if (call.method === 'GET' && id !== undefined) {
      const key = decodeURIComponent(id);
      const isByEmail = call.query.get('idProperty') === 'email';
      const found = contacts.find((one) => (isByEmail ? same(one.email, key) : one.id === key));
      return (found ? answer(200, contactObject(found)) : nobody)(call, res);
    }
    if (call.path.endsWith('/companies/batch/read')) {
      const [asked] = bodyOf(call).inputs ?? [];
      const found = companies.filter((one) => one.id === asked?.id || one.former === asked?.id);
      return answer(200, { status: 'COMPLETE', results: found.map(companyObject) })(call, res);
    }
    if (call.path.endsWith('/contacts/search')) {
      const [value = ''] = valuesOf(call, 'hs_additional_emails');
      const found = contacts.filter((one) => one.others?.some((other) => same(other, value)));
      return answer(200, { total: found.length, results: found.map(contactObject) })(call, res);
    }
    if (call.path.endsWith('/companies/search')) {
      const main = valuesOf(call, 'domain');
      const [token = '?'] = valuesOf(call, 'hs_additional_domains');
      // A token may stand within another domain, as the vendor's index has it.
      const found = companies.filter(
        (one) => main.some((value) => same(one.domain, value)) || one.hs_additional_domains?.includes(token),
      );
      const results = [...found.map(companyObject), ...oddHits];
      return answer(200, { total: results.length, results: results.slice(0, 20) })(call, res);
    }
    if (call.path.endsWith('/v1/customers')) {
      // The list's filter minds the case.
      const found = payers.filter(({ email }) => email === call.query.get('email'));
      const data = found.map((one) => ({
        ...one,
        object: 'customer',
        created: 1_700_000_000,
        livemode: true,
        name: null,
      }));
      const all = [...data, ...oddPayers];
      return answer(200, { object: 'list', data: all, has_more: hasMorePayers, url: '/v1/customers' })(call, res);
    }
    return nobody(call, res);
  };
}

interface Filter {
  readonly propertyName: string;
  readonly value?: string;
  readonly values?: readonly string[];
}
interface Body {
  readonly inputs?: readonly { readonly id: string }[];
  readonly filterGroups?: readonly { readonly filters: readonly Filter[] }[];
}
// Sent by our own client, whose bodies the battery checks.
const bodyOf = (call: Call) => call.body as Body;

const valuesOf = (call: Call, name: string): readonly string[] =>
  (bodyOf(call).filterGroups ?? [])
    .flatMap(({ filters }) => filters)
    .filter(({ propertyName }) => propertyName === name)
    .flatMap(({ value, values }) => values ?? [value ?? '']);

function contactObject({ id, email, others = [], companies, odd = [], hasMoreCompanies }: Person) {
  const results = [...companies.map((company) => ({ id: company, type: 'contact_to_company_unlabeled' })), ...odd];
  const paging = hasMoreCompanies ? { paging: { next: { after: '100' } } } : {};
  return {
    ...{ id, ...frame, properties: { email, hs_additional_emails: others.join(';') } },
    ...(results.length > 0 && { associations: { companies: { results, ...paging } } }),
  };
}

const companyObject = ({ id, ...properties }: Firm) => ({
  id,
  ...frame,
  properties: { name: `Firm ${id}`, ...properties },
});

import type {
  AccountRecord,
  AccountsRecord,
  ContactRecord,
  CrmDetailsRecord,
  SalesRecord,
} from '@sidelight/shared/record/crm.ts';
import { withGaps } from '../gaps.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, FoundAccounts, Subject } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { type AskedOf, createHubspotClient, isId } from './client.ts';
import { normaliseAccount, normaliseAccounts, normaliseContact } from './normalise.ts';
import { HubspotOptions } from './options.ts';
import { createSales } from './sales/sales.ts';
import type { WireCompany } from './wire.ts';

const CONTACT = '0-1';
const COMPANY = '0-2';
/** What tells whose a mail is, beside what the map shows. */
const ADDRESSES = ['email', 'hs_additional_emails'];
const DOMAINS = ['domain', 'hs_additional_domains'];
const LIVE = 'STANDARD';

/** HubSpot: who somebody is and which company they belong to. */
export function createHubspot(http: HttpClient, settings: ConnectorSettings): Connector<'crm'> {
  const { portalId, apiVersion } = HubspotOptions.parse(settings.options);
  const client = createHubspotClient(http, apiVersion);
  const salesOf = createSales(http, apiVersion);

  async function contact(subject: Subject, signal: AbortSignal): Promise<Answer<ContactRecord> | null> {
    const asked = settings.ask('contact');
    const since = settings.askSince?.('contact') ?? [];
    const wire = await findContact(subject, { names: [...new Set([...asked, ...ADDRESSES])], since }, signal);
    if (!wire) return null;
    const { record, leftOut } = normaliseContact(wire, asked);
    const isCutShort = wire.associations?.companies?.paging?.next !== undefined;
    return {
      record,
      source: { type: 'contact', id: wire.id, url: url(CONTACT, wire.id), changedAt: wire.updatedAt },
      ...withGaps({ isCutShort, leftOut }),
    };
  }

  function findContact({ by, value }: Subject, asked: AskedOf, signal: AbortSignal) {
    if (by === 'email') return client.contactByEmail(value.trim(), asked, signal);
    if (by === 'id' || by === 'external_id') return client.contactById(value, asked, signal);
    throw new UpstreamError('not_configured');
  }

  async function account({ by, value }: Subject, signal: AbortSignal): Promise<Answer<AccountRecord> | null> {
    if (by !== 'id' && by !== 'external_id') throw new UpstreamError('not_configured');
    const asked = settings.ask('account');
    const wire = await client.company(value, asked, signal);
    return wire && accountOf(wire, asked);
  }

  const accountOf = (wire: WireCompany, asked: readonly string[]): Answer<AccountRecord> => ({
    record: normaliseAccount(wire, asked),
    source: { type: 'company', id: wire.id, url: url(COMPANY, wire.id), changedAt: wire.updatedAt },
  });

  async function searchAccounts(text: string, signal: AbortSignal): Promise<FoundAccounts> {
    const asked = settings.ask('account');
    const { companies, isCutShort } = await client.companiesByText(text, asked, signal);
    return { accounts: companies.map((wire) => accountOf(wire, asked)), isCutShort };
  }

  async function domain({ by, value }: Subject, signal: AbortSignal): Promise<Answer<AccountsRecord> | null> {
    if (by !== 'domain') throw new UpstreamError('not_configured');
    const asked = settings.ask('domain');
    const properties = [...new Set([...asked, ...DOMAINS])];
    const found = await client.companiesByDomain(value.trim().toLowerCase(), properties, signal);
    const { companies, isCutShort, leftOut } = found;
    const [first] = companies;
    const missing = withGaps({ isCutShort, leftOut });
    if (!first && !missing.gaps) return null;
    const record = normaliseAccounts(companies, asked);
    if (!first || companies.length > 1) {
      return { record, source: { type: 'company', id: companies.map(({ id }) => id).join(', ') || value }, ...missing };
    }
    const source = { type: 'company', id: first.id, url: url(COMPANY, first.id), changedAt: first.updatedAt };
    return { record, source, ...missing };
  }

  /** Of one company; its source is the company, on whose page all of it is. */
  async function sales({ by, value }: Subject, signal: AbortSignal): Promise<Answer<SalesRecord> | null> {
    if (by !== 'id' && by !== 'external_id') throw new UpstreamError('not_configured');
    const found = isId(value) ? await salesOf(value, signal) : null;
    if (!found) return null;
    const { company, ...answer } = found;
    const source = { type: 'company', id: company.id, url: url(COMPANY, company.id), changedAt: company.updatedAt };
    return { ...answer, source };
  }

  /** Which account the key opens. Another than the map's, or a test account where live data is meant, is a fault. */
  async function details({ by }: Subject, signal: AbortSignal): Promise<Answer<CrmDetailsRecord>> {
    if (by !== 'tenant') throw new UpstreamError('not_configured');
    const wire = await client.details(signal);
    const id = String(wire.portalId);
    if (id !== portalId) throw new UpstreamError('not_configured');
    const isLive = wire.accountType === LIVE;
    if (isLive !== (settings.environment === 'live')) throw new UpstreamError('bad_answer');
    const { accountType, timeZone, uiDomain } = wire;
    return { record: { portalId: id, accountType, timeZone, uiDomain }, source: { type: 'account', id } };
  }

  const url = (type: string, id: string) => `${settings.consoleUrl}/contacts/${portalId}/record/${type}/${id}`;

  return { id: 'hubspot', reads: { contact, account, domain, sales, details }, derived: {}, searchAccounts };
}

import type { AccountRecord, AccountsRecord, ContactRecord } from '@sidelight/shared/record/crm.ts';
import type { HttpClient } from '../http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createHubspotClient } from './client.ts';
import { normaliseAccount, normaliseAccounts, normaliseContact } from './normalise.ts';
import { HubspotOptions } from './options.ts';

const CONTACT = '0-1';
const COMPANY = '0-2';

/** HubSpot: who somebody is and which company they belong to. */
export function createHubspot(http: HttpClient, settings: ConnectorSettings): Connector {
  const { portalId } = HubspotOptions.parse(settings.options);
  const client = createHubspotClient(http);

  async function contact(subject: Subject, signal: AbortSignal): Promise<Answer<ContactRecord> | null> {
    const asked = settings.ask('contact');
    const wire = await findContact(subject, asked, signal);
    return (
      wire && {
        record: normaliseContact(wire, asked),
        source: { type: 'contact', id: wire.id, url: url(CONTACT, wire.id), changedAt: wire.updatedAt },
      }
    );
  }

  function findContact({ by, value }: Subject, asked: readonly string[], signal: AbortSignal) {
    if (by === 'email') return client.contactByEmail(value.trim(), asked, signal);
    if (by === 'id' || by === 'external_id') return client.contactById(value, asked, signal);
    throw new UpstreamError('not_configured');
  }

  async function account({ by, value }: Subject, signal: AbortSignal): Promise<Answer<AccountRecord> | null> {
    if (by !== 'id' && by !== 'external_id') throw new UpstreamError('not_configured');
    const asked = settings.ask('account');
    const wire = await client.company(value, asked, signal);
    return (
      wire && {
        record: normaliseAccount(wire, asked),
        source: { type: 'company', id: wire.id, url: url(COMPANY, wire.id), changedAt: wire.updatedAt },
      }
    );
  }

  async function domain({ by, value }: Subject, signal: AbortSignal): Promise<Answer<AccountsRecord> | null> {
    if (by !== 'domain') throw new UpstreamError('not_configured');
    const asked = settings.ask('domain');
    const wires = await client.companiesByDomain(value.trim().toLowerCase(), asked, signal);
    const [first] = wires;
    if (!first) return null;
    const record = normaliseAccounts(wires, asked);
    if (wires.length > 1) return { record, source: { type: 'company', id: wires.map(({ id }) => id).join(', ') } };
    return {
      record,
      source: { type: 'company', id: first.id, url: url(COMPANY, first.id), changedAt: first.updatedAt },
    };
  }

  const url = (type: string, id: string) => `${settings.consoleUrl}/contacts/${portalId}/record/${type}/${id}`;

  return { id: 'hubspot', reads: { contact, account, domain }, derived: {} };
}

import type { ConnectorSettings, TypedId } from '../port.ts';
import { readIdsOfForm, readListOf } from '../typed-id.ts';
import { HubspotOptions } from './options.ts';

/**
 * Record ids are numbers. Within other words a number may be anything ("Acme 42"); a page of a record ends in its id,
 * and names the account it is in: another account's record is nobody here.
 */
export function readHubspotId(text: string, options: ConnectorSettings['options']): TypedId {
  if (!text.includes('://')) return readListOf(text, /^\d{1,20}$/);
  const { portalId } = HubspotOptions.parse(options);
  return readIdsOfForm(new RegExp(`contacts/${portalId}/(?:record/[^/\\s]+|company|contact)/(\\d{1,20})`))(text);
}

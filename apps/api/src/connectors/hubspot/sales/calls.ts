import { answerAs, answerOrNobody, type HttpClient } from '../../http/http-client.ts';
import { isUpstreamError, UpstreamError } from '../../upstream-error.ts';
import { keptFor } from '../kept-for.ts';
import { readOwners } from '../owners.ts';
import { WireNotFound } from '../wire.ts';
import { WireCurrency, WireRecords, WireTied, type WireTies } from './wire.ts';

export type SalesKind = 'deals' | 'calls' | 'meetings';
const KINDS: readonly SalesKind[] = ['deals', 'calls', 'meetings'];
const OWNER = 'hubspot_owner_id';
/** What is read of each, and what the newest are found by. */
const asked: Readonly<Record<SalesKind, { readonly properties: readonly string[]; readonly newest: string }>> = {
  deals: {
    properties: ['dealname', 'dealstage', 'pipeline', 'amount', 'deal_currency_code', 'closedate', OWNER],
    newest: '-closedate',
  },
  calls: { properties: ['hs_timestamp', 'hs_call_title', 'hs_call_status', OWNER], newest: '-hs_timestamp' },
  meetings: { properties: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_outcome', OWNER], newest: '-hs_timestamp' },
};
const NOTE = ['hs_timestamp', 'hs_note_body', OWNER];
/** As many as one call reads. */
const MOST = 100;
/** People and the account's own currency change seldom. */
const KEPT_MS = 600_000;

export interface FoundRecords {
  readonly results: readonly unknown[];
  readonly isCutShort: boolean;
}

/** The calls about what sales does with a company. */
export function createSalesCalls(http: HttpClient, apiVersion: string) {
  const objects = `/crm/objects/${apiVersion}`;

  async function batch(kind: SalesKind, ids: readonly string[], signal: AbortSignal): Promise<FoundRecords> {
    const { properties } = asked[kind];
    const body = { inputs: ids.map((id) => ({ id })), properties, propertiesWithHistory: [] };
    const path = `${objects}/${kind}/batch/read`;
    const { results, errors } = answerAs(WireRecords, await http.send({ method: 'POST', path, body }, signal));
    // One that was deleted since is no fault; that a part of it failed otherwise is.
    if (errors?.some(({ category }) => category !== 'OBJECT_NOT_FOUND')) throw new UpstreamError('bad_answer');
    return { results, isCutShort: false };
  }

  /** The newest of more than one call reads. Searches have a small limit of their own, so only then. */
  async function newest(kind: SalesKind, companyId: string, signal: AbortSignal): Promise<FoundRecords> {
    const { properties, newest: sort } = asked[kind];
    const filters = [{ propertyName: 'associations.company', operator: 'EQ', value: companyId }];
    const body = { filterGroups: [{ filters }], properties, sorts: [sort], limit: MOST, after: '0' };
    const path = `${objects}/${kind}/search`;
    const { results, total = 0 } = answerAs(WireRecords, await http.send({ method: 'POST', path, body }, signal));
    // Of calls the newest are all that is wanted; an older deal may be the only open one.
    return { results, isCutShort: kind === 'deals' && total > results.length };
  }

  return {
    /** A company and the ids of what is tied to it. Null: there is no such company. */
    async tied(companyId: string, signal: AbortSignal): Promise<WireTied | null> {
      const path = `${objects}/companies/${companyId}?associations=${KINDS.join(',')}&properties=hs_pinned_engagement_id`;
      return answerOrNobody(WireTied, WireNotFound, await http.send({ path }, signal));
    },

    async records(kind: SalesKind, ties: WireTies | undefined, companyId: string, signal: AbortSignal) {
      const ids = [...new Set(ties?.results.map(({ id }) => id))];
      if (ids.length === 0) return { results: [], isCutShort: false };
      const isMore = ids.length > MOST || ties?.paging?.next !== undefined;
      return isMore ? newest(kind, companyId, signal) : batch(kind, ids, signal);
    },

    /** What is pinned to the company's page; undefined for what is no note, or may not be read. */
    async pinned(id: string, signal: AbortSignal): Promise<unknown> {
      const body = { inputs: [{ id }], properties: NOTE, propertiesWithHistory: [] };
      const path = `${objects}/notes/batch/read`;
      try {
        return answerAs(WireRecords, await http.send({ method: 'POST', path, body }, signal)).results[0];
      } catch (error) {
        // A key that reads deals need not read notes: the rest of the card is none the worse.
        if (isUpstreamError(error) && error.reason === 'forbidden') return undefined;
        throw error;
      }
    },

    /** People's names, by the number that records name them by. */
    owners: keptFor(KEPT_MS, async (signal): Promise<ReadonlyMap<string, string>> => {
      const owners = await readOwners(http, apiVersion, signal);
      return new Map(owners.map(({ id, name }) => [id, name]));
    }),

    currency: keptFor(KEPT_MS, async (signal): Promise<string> => {
      const answer = await http.send({ path: `/account-info/${apiVersion}/details` }, signal);
      return answerAs(WireCurrency, answer).companyCurrency;
    }),
  };
}

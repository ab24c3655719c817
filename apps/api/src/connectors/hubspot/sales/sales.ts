import type { SalesRecord } from '@sidelight/shared/record/crm.ts';
import { readEach } from '../../each-record.ts';
import { withGaps } from '../../gaps.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { Answer } from '../../port.ts';
import { createStages } from '../stages.ts';
import { createSalesCalls } from './calls.ts';
import {
  type NameOf,
  normaliseCall,
  normaliseDeal,
  normaliseMeeting,
  normaliseNote,
  normaliseSales,
} from './normalise.ts';
import { WireCall, WireDeal, WireMeeting, WireNote } from './wire.ts';

type Sales = Omit<Answer<SalesRecord>, 'source'> & {
  readonly company: { readonly id: string; readonly updatedAt: string };
};

/**
 * What sales has done with a company: its deals, calls and meetings. One call where there are none, else one more for
 * each kind, all at once. Null: there is no such company.
 */
export function createSales(http: HttpClient, apiVersion: string) {
  const calls = createSalesCalls(http, apiVersion);
  const stages = createStages(http, apiVersion);

  return async (companyId: string, signal: AbortSignal): Promise<Sales | null> => {
    const company = await calls.tied(companyId, signal);
    if (!company) return null;
    const { deals: dealTies, calls: callTies, meetings: meetingTies } = company.associations ?? {};
    const hasDeals = (dealTies?.results.length ?? 0) > 0;
    const pinnedId = company.properties?.hs_pinned_engagement_id ?? undefined;
    const hasAny =
      pinnedId !== undefined || hasDeals || [callTies, meetingTies].some((ties) => (ties?.results.length ?? 0) > 0);
    // What their stages and people are called is asked beside them, so that nothing waits for it.
    const [deals, called, met, pinned, owners, currency] = await Promise.all([
      calls.records('deals', dealTies, company.id, signal),
      calls.records('calls', callTies, company.id, signal),
      calls.records('meetings', meetingTies, company.id, signal),
      pinnedId === undefined ? undefined : calls.pinned(pinnedId, signal),
      hasAny ? calls.owners(signal) : undefined,
      hasDeals ? calls.currency(signal) : '',
      hasDeals ? stages.kept(signal) : undefined,
    ]);
    const nameOf: NameOf = (owner) => (owner === null ? null : (owners?.get(owner) ?? null));
    const wires = readEach(WireDeal, deals.results);
    const found = await stages.all(
      wires.records.map(({ properties }) => [properties.pipeline, properties.dealstage]),
      signal,
    );
    const known = wires.records.flatMap((wire, n) => {
      const stage = found[n];
      return stage ? [normaliseDeal(wire, stage, currency, nameOf)] : [];
    });
    const talks = readEach(WireCall, called.results);
    const meetings = readEach(WireMeeting, met.results);
    const note = WireNote.safeParse(pinned).data;
    const record = normaliseSales(
      known,
      [
        ...talks.records.map((wire) => normaliseCall(wire, nameOf)),
        ...meetings.records.map((wire) => normaliseMeeting(wire, nameOf)),
      ],
      note && normaliseNote(note, nameOf),
    );
    // A deal in a stage that there is not may be open or closed.
    const leftOut = found.length - known.length + wires.leftOut + talks.leftOut + meetings.leftOut;
    return { record, company, ...withGaps({ isCutShort: deals.isCutShort, leftOut }) };
  };
}

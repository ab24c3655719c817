import type { SalesRecord } from '@sidelight/shared/record/crm.ts';
import type { z } from 'zod';
import type { Stage } from '../stages.ts';
import { plainText } from './plain-text.ts';
import type { WireCall, WireDeal, WireMeeting, WireNote } from './wire.ts';

type Deal = SalesRecord['deals'][number];
type Call = SalesRecord['calls'][number];
export type NameOf = (owner: string | null) => string | null;

/** So many open deals, so many closed ones, and so many calls are shown at most. */
const MOST = 5;

/** `currency` is what an amount is in where the deal does not say. */
export function normaliseDeal({ id, properties }: WireDeal, stage: Stage, currency: string, nameOf: NameOf): Deal {
  const { dealname, amount, deal_currency_code, closedate, hubspot_owner_id } = properties;
  const isAmount = amount !== null && /^-?\d+([.]\d+)?$/.test(amount);
  return {
    id,
    name: dealname,
    stage: stage.label,
    state: stage.state,
    amount: isAmount ? { amount, currency: deal_currency_code ?? currency } : null,
    closesAt: closedate,
    owner: nameOf(hubspot_owner_id),
  };
}

export const normaliseCall = ({ id, properties: has }: z.infer<typeof WireCall>, nameOf: NameOf): Call => ({
  ...{ id, kind: 'call', title: has.hs_call_title, outcome: lowerCase(has.hs_call_status) },
  ...{ at: has.hs_timestamp, owner: nameOf(has.hubspot_owner_id) },
});

export const normaliseMeeting = ({ id, properties: has }: z.infer<typeof WireMeeting>, nameOf: NameOf): Call => ({
  ...{ id, kind: 'meeting', title: has.hs_meeting_title, outcome: lowerCase(has.hs_meeting_outcome) },
  ...{ at: has.hs_timestamp, owner: nameOf(has.hubspot_owner_id) },
});

/** Null for one that says nothing. */
export function normaliseNote({ properties }: z.infer<typeof WireNote>, nameOf: NameOf): SalesRecord['pinned'] {
  const text = plainText(properties.hs_note_body ?? '');
  return text === '' ? null : { text, at: properties.hs_timestamp, owner: nameOf(properties.hubspot_owner_id) };
}

/** What is open comes first, and of that what is to be closed next; of all else the newest. */
export function normaliseSales(
  deals: readonly Deal[],
  calls: readonly Call[],
  pinned: SalesRecord['pinned'] = null,
): SalesRecord {
  const open = deals.filter(({ state }) => state === 'open').sort((a, b) => byTime(a.closesAt, b.closesAt));
  const closed = deals.filter(({ state }) => state !== 'open').sort((a, b) => byTime(b.closesAt, a.closesAt));
  return {
    deals: [...open.slice(0, MOST), ...closed.slice(0, MOST)],
    openDeals: open.length,
    calls: [...calls].sort((a, b) => byTime(b.at, a.at)).slice(0, MOST),
    pinned,
  };
}

const lowerCase = (text: string | null) => text?.toLowerCase() ?? null;
/** Without a date it comes last of the open ones, and last of the closed ones. */
const timeOf = (at: string | null) => (at === null ? undefined : Date.parse(at));

function byTime(a: string | null, b: string | null): number {
  const [first, second] = [timeOf(a), timeOf(b)];
  if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
  return first - second;
}

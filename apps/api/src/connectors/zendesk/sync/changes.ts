import { z } from 'zod';
import { answerAs } from '../../http/http-client.ts';
import type { SyncRecord, SyncTarget } from '../../sync-port.ts';
import { UpstreamError } from '../../upstream-error.ts';
import type { SyncApi } from './api.ts';
import type { RecordKind } from './kinds.ts';
import { toRecord } from './records.ts';
import { WireOrganizationChanges, WireUserChanges } from './wire.ts';

/** What was read up to, by the vendor's clock, and where the pass under way goes on. */
const Position = z.strictObject({ readS: z.int(), after: z.string().optional() });
type Position = z.infer<typeof Position>;

const PAGE = 1000;
/** Each pass begins so far before the newest of the one before: rows may show late. */
const OVERLAP_S = 120;
/** The first one, since the vendor's clock may be behind ours. */
const FIRST_BACK_S = 900;

/**
 * What changed, by the incremental exports. They leave out the last minute, and take 10 calls a minute, all of them
 * and all integrations together. https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
 */
export const createChanges =
  (api: SyncApi, kind: RecordKind): SyncTarget['changes'] =>
  async (cursor, properties, signal) => {
    const position = cursor === undefined ? begin() : parse(cursor);
    if (!position) return 'expired';
    const page = await (kind.one === 'user' ? userPage : organizationPage)(api, position, signal);
    if (page === 'expired') return 'expired';
    const records = page.records.map((wire) => toRecord(kind, wire, properties));
    const readS = newest(records, position.readS);
    if (page.isEnd) return { records, cursor: JSON.stringify({ readS }), isMore: false };
    // The same place again would be read for ever.
    if (page.after === undefined || page.after === position.after) {
      throw new UpstreamError('bad_answer', undefined, { cause: 'end_of_stream' });
    }
    return { records, cursor: JSON.stringify({ readS, after: page.after }), isMore: true };
  };

const begin = (): Position => ({ readS: Math.floor(Date.now() / 1000) - FIRST_BACK_S + OVERLAP_S });
const startOf = ({ readS }: Position) => String(readS - OVERLAP_S);
const newest = (records: readonly SyncRecord[], before: number) =>
  records.reduce((most, { versionMs }) => Math.max(most, Math.floor(versionMs / 1000)), before);

function parse(cursor: string): Position | undefined {
  try {
    return Position.safeParse(JSON.parse(cursor)).data;
  } catch {
    return undefined;
  }
}

const isRefused = (status: number) => status === 400 || status === 422;

async function userPage(api: SyncApi, position: Position, signal: AbortSignal) {
  const from = position.after === undefined ? { start_time: startOf(position) } : { cursor: position.after };
  const answer = await api.export('incremental/users/cursor', { ...from, per_page: String(PAGE) }, signal);
  if (isRefused(answer.status)) return 'expired';
  const { users, after_cursor, end_of_stream } = answerAs(WireUserChanges, answer);
  return { records: users, after: after_cursor ?? undefined, isEnd: end_of_stream };
}

async function organizationPage(api: SyncApi, position: Position, signal: AbortSignal) {
  const start_time = position.after ?? startOf(position);
  const answer = await api.export('incremental/organizations', { start_time }, signal);
  if (isRefused(answer.status)) return 'expired';
  const { organizations, end_time, end_of_stream } = answerAs(WireOrganizationChanges, answer);
  const after = end_time === null || end_time === undefined ? undefined : String(end_time);
  return { records: organizations, after, isEnd: end_of_stream };
}

import { ownValue } from '@sidelight/shared/own-property.ts';
import { encode } from 'html-entities';
import { answerAs, type HttpClient } from '../../http/http-client.ts';
import type { Activity, ActivityTarget, BatchOutcome, ItemOutcome } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import { createCalls } from './calls.ts';
import { ACTIVITY_KEY, kinds } from './kinds.ts';
import { type BatchItem, firstReason, namedIn, type Refused } from './refusals.ts';
import { type Attempt, sendSplit } from './split-batch.ts';
import { WireJoined, WireRefusal } from './wire.ts';
import { writeBatch } from './write-batch.ts';

const NOTES = 'notes';
const BATCH = 100;
const MAX_BODY = 65_536;
/** A note's body is HTML. */
const bodyOf = (text: string) => cut(encode(text).replaceAll('\n', '<br>'));
/** Never in the middle of a sign. */
const cut = (html: string) =>
  html.length <= MAX_BODY ? html : html.slice(0, MAX_BODY).replace(/(&[^;]*|<[^>]*)$/, '');

/** A note on the way to a record's timeline. */
interface Join extends BatchItem {
  readonly activity: string;
  readonly from: string;
  readonly to: string;
}

/** One note an activity, found again by our key and written anew; on the timelines of all it is about. */
export function createNotes(http: HttpClient, apiVersion: string): ActivityTarget {
  const calls = createCalls(http, apiVersion);

  const upsert = (activities: readonly Activity[], signal: AbortSignal) =>
    writeBatch(
      activities.map(({ key, atMs, text }) => ({
        key,
        values: { hs_timestamp: new Date(atMs).toISOString(), hs_note_body: bodyOf(text) },
      })),
      // The body is spelled already.
      [
        { name: 'hs_timestamp', type: 'instant' },
        { name: 'hs_note_body', type: 'reference' },
      ],
      (items) => {
        const inputs = items.map(({ key, properties }) => ({
          ...{ idProperty: ACTIVITY_KEY, id: key, objectWriteTraceId: key, properties },
        }));
        return calls.batchWrite(calls.writePath(NOTES, 'upsert'), inputs, signal);
      },
      (record) => ownValue(record.properties, ACTIVITY_KEY),
    );

  /** Undated paths: the date-based ones take one pair a call. Joined twice is joined once. */
  async function join(joins: readonly Join[], kind: string, signal: AbortSignal): Promise<Attempt> {
    const path = `/crm/v4/associations/${NOTES}/${kind}/batch/associate/default`;
    const inputs = joins.map(({ from, to }) => ({ from: { id: from }, to: { id: to } }));
    const answer = await http.send({ method: 'POST', path, body: { inputs }, alsoAnswers: [400, 404] }, signal);
    if (answer.status < 300) {
      answerAs(WireJoined, answer);
      const done = ({ key, from }: Join) => [key, { kind: 'written', id: from, versionMs: 0, values: {} }] as const;
      return { kind: 'taken', items: new Map<string, ItemOutcome>(joins.map(done)) };
    }
    const refusal = answerAs(WireRefusal, { ...answer, status: 200 });
    const byRecord = joins.map(({ to, properties }) => ({ key: to, properties }));
    const named = namedIn(refusal, byRecord);
    return {
      kind: 'refused',
      named: new Map(joins.flatMap(({ key, to }) => (named.has(to) ? [[key, named.get(to) as Refused] as const] : []))),
      why: firstReason(refusal),
    };
  }

  return {
    batch: BATCH,
    async write(activities, signal) {
      const { items: notes } = await upsert(activities, signal);
      const items = new Map(Object.entries(notes));
      for (const [name, { path }] of Object.entries(kinds)) {
        const joins = activities.flatMap((activity) => joinsOf(activity, ownValue(notes, activity.key), name));
        for (let at = 0; at < joins.length; at += BATCH) {
          const some = joins.slice(at, at + BATCH);
          const outcome = await joined(some, (part) => join(part, path, signal));
          for (const { key, activity } of some) {
            const became = ownValue(outcome.items, key);
            if (became && became.kind !== 'written') items.set(activity, became);
          }
        }
      }
      return { items: Object.fromEntries(items) };
    },
  };
}

function joinsOf({ key, about }: Activity, note: ItemOutcome | undefined, name: string): Join[] {
  if (note?.kind !== 'written') return [];
  return (ownValue(about, name) ?? []).map((to) => ({
    ...{ key: `${note.id}:${to}`, activity: key, from: note.id, to, properties: {} },
  }));
}

/** The notes are written: whatever fails now leaves them off a timeline, which is told and can be done again. */
async function joined(
  joins: readonly Join[],
  attempt: (some: readonly Join[]) => Promise<Attempt>,
): Promise<BatchOutcome> {
  try {
    return await sendSplit(joins, attempt);
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    return { items: Object.fromEntries(joins.map(({ key }) => [key, { kind: 'unknown' }])) };
  }
}

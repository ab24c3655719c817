import type { SyncProperty, SyncRecord } from '../../sync-port.ts';
import { isUpstreamError, UpstreamError } from '../../upstream-error.ts';
import type { HubspotCalls } from './calls.ts';
import type { RecordKind } from './kinds.ts';
import { MERGED, recordFrom } from './records.ts';
import type { WireRecord } from './wire.ts';

/** With history a batch is half as large as without. */
const WITH_HISTORY = 50;

interface Found {
  readonly records: readonly SyncRecord[];
  /** What a merged id that was asked for is called now. */
  readonly alias: Readonly<Record<string, string>>;
}

/** Reads records by their ids, with the past of each property. */
export function createRead(calls: HubspotCalls, { path }: RecordKind, ownId: string | undefined) {
  async function wires(ids: readonly string[], names: readonly string[], signal: AbortSignal): Promise<WireRecord[]> {
    const batch = await calls.batchRead(path, ids, { properties: [...names, MERGED], history: names }, signal);
    // Part of a batch may fail for other reasons than "no such record".
    const isOdd = batch.errors?.some((error) => error.category !== 'OBJECT_NOT_FOUND');
    if (isOdd) throw new UpstreamError('bad_answer');
    return batch.results;
  }

  /** Long pasts make an answer larger than a client takes: fewer at once, then. */
  async function inPieces(
    ids: readonly string[],
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<WireRecord[]> {
    try {
      return await wires(ids, names, signal);
    } catch (error) {
      if (ids.length === 1 || !isUpstreamError(error) || error.reason !== 'bad_answer') throw error;
      const half = Math.ceil(ids.length / 2);
      return [
        ...(await inPieces(ids.slice(0, half), names, signal)),
        ...(await inPieces(ids.slice(half), names, signal)),
      ];
    }
  }

  return async (ids: readonly string[], properties: readonly SyncProperty[], signal: AbortSignal): Promise<Found> => {
    const asked = [...new Set(ids)];
    const names = properties.map(({ name }) => name);
    const records = new Map<string, SyncRecord>();
    for (let at = 0; at < asked.length; at += WITH_HISTORY) {
      for (const wire of await inPieces(asked.slice(at, at + WITH_HISTORY), names, signal)) {
        records.set(wire.id, recordFrom(wire, properties, ownId));
      }
    }
    const alias = new Map<string, string>();
    for (const record of records.values()) {
      for (const id of record.absorbed ?? []) if (asked.includes(id) && !records.has(id)) alias.set(id, record.id);
    }
    // A survivor's list leaves out what was merged into it by way of another: who answers for it is asked alone.
    const hasStranger = [...records.keys()].some((id) => !asked.includes(id));
    for (const id of hasStranger ? asked.filter((one) => !records.has(one) && !alias.has(one)) : []) {
      const [wire] = await wires([id], names, signal);
      if (wire) alias.set(id, wire.id);
    }
    return { records: [...records.values()], alias: Object.fromEntries(alias) };
  };
}

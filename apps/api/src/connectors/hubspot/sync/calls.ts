import type { z } from 'zod';
import { answerAs, type HttpClient, type HttpRequest } from '../../http/http-client.ts';
import { createPace } from '../../pace.ts';
import type { RecordKind } from './kinds.ts';
import { MERGED } from './records.ts';
import { WireAssociations, WireBatch, WireFound, WirePage, WireRefusal } from './wire.ts';

export interface Filter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'GT' | 'GTE' | 'IN' | 'CONTAINS_TOKEN';
  readonly value?: string;
  readonly values?: readonly string[];
}

/** A batch of writes: taken, perhaps in parts, or refused as a whole. */
export type BatchAnswer =
  | { readonly isTaken: true; readonly batch: WireBatch }
  | { readonly isTaken: false; readonly refusal: WireRefusal };

export type HubspotCalls = ReturnType<typeof createCalls>;

/** Five a second for everybody; some are agents'. https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm */
const SEARCH_EVERY_MS = 300;

/** The calls sync makes about records, each checked by its schema. */
export function createCalls(http: HttpClient, apiVersion: string) {
  const objects = `/crm/objects/${apiVersion}`;
  const searchPace = createPace(SEARCH_EVERY_MS);

  async function send<T>(schema: z.ZodType<T>, request: HttpRequest, signal: AbortSignal): Promise<T> {
    return answerAs(schema, await http.send(request, signal));
  }
  const post = <T>(schema: z.ZodType<T>, path: string, body: unknown, signal: AbortSignal) =>
    send(schema, { method: 'POST', path, body }, signal);

  return {
    /** Hits of all filters together, in the order of one property. */
    async search(
      { path }: RecordKind,
      filters: readonly Filter[],
      sort: string,
      properties: readonly string[],
      limit: number,
      signal: AbortSignal,
    ) {
      const body = { filterGroups: [{ filters }], properties, sorts: [sort], limit, after: '0' };
      await searchPace(signal);
      return post(WireFound, `${objects}/${path}/search`, body, signal);
    },

    /** By ids, or by another property with unique values. Those nobody has are named in `errors`. */
    batchRead(
      path: string,
      keys: readonly string[],
      asked: { readonly properties: readonly string[]; readonly history?: readonly string[]; readonly by?: string },
      signal: AbortSignal,
    ) {
      const { properties, history = [], by } = asked;
      const body = {
        ...{ inputs: keys.map((id) => ({ id })), properties, propertiesWithHistory: history },
        ...(by === undefined ? {} : { idProperty: by }),
      };
      return post(WireBatch, `${objects}/${path}/batch/read`, body, signal);
    },

    page(
      { path }: RecordKind,
      after: string | undefined,
      properties: readonly string[],
      limit: number,
      signal: AbortSignal,
    ) {
      const names = [...properties, MERGED].map(encodeURIComponent).join(',');
      const next = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      return send(WirePage, { path: `${objects}/${path}?limit=${limit}&properties=${names}${next}` }, signal);
    },

    async batchWrite(path: string, inputs: readonly unknown[], signal: AbortSignal): Promise<BatchAnswer> {
      const request = { method: 'POST', path, body: { inputs }, alsoAnswers: REFUSED } as const;
      const answer = await http.send(request, signal);
      if (answer.status < 300) return { isTaken: true, batch: answerAs(WireBatch, answer) };
      return { isTaken: false, refusal: answerAs(WireRefusal, { ...answer, status: 200 }) };
    },

    /** Which records of one kind those of another belong to: by the id asked with. */
    associations(from: string, to: string, ids: readonly string[], signal: AbortSignal) {
      const body = { inputs: ids.map((id) => ({ id })) };
      return post(WireAssociations, `/crm/v4/associations/${from}/${to}/batch/read`, body, signal);
    },

    writePath: (path: string, verb: 'update' | 'upsert') => `${objects}/${path}/batch/${verb}`,
  };
}

/** A batch one of whose inputs is bad: by its values, by somebody else's, or because its record is gone. */
const REFUSED = [400, 404, 409];

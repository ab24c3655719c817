import type { z } from 'zod';
import { answerAs, answerOrNobody, type HttpAnswer, type HttpClient } from '../../http/http-client.ts';
import type { Pace } from '../../pace.ts';
import { WireNotFound } from '../wire.ts';

/** Ids come from stores: what is no id of theirs never becomes part of a path. */
export const isId = (id: string): boolean => /^\d{1,16}$/.test(id);

/** Triggers of the account run before a write is answered. */
const WRITE_MS = 12_000;
/** A thousand records of an export. */
const EXPORT_BYTES = 8_000_000;
const EXPORT_MS = 30_000;

export interface SyncApi {
  get<T>(schema: z.ZodType<T>, path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<T>;
  /** The same about one that may not be there. */
  seek<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T | null>;
  /** A long page. 400 and 422 are answers: of a cursor that is over. */
  export(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpAnswer>;
  /** 404 and 422 are answers. */
  write(method: 'POST' | 'PUT', path: string, body: unknown, signal: AbortSignal): Promise<HttpAnswer>;
  /** The same for a write of one user, of which there may be one a second. */
  writeUser(method: 'POST' | 'PUT', path: string, body: unknown, signal: AbortSignal): Promise<HttpAnswer>;
}

export function createSyncApi(http: HttpClient, pace: Pace): SyncApi {
  const pathOf = (path: string, query: Readonly<Record<string, string>>) => {
    const written = new URLSearchParams(query).toString();
    return `/api/v2/${path}${written === '' ? '' : `?${written}`}`;
  };
  const write: SyncApi['write'] = (method, path, body, signal) =>
    http.send({ method, path: `/api/v2/${path}`, body, patienceMs: WRITE_MS, alsoAnswers: [422] }, signal);
  return {
    get: async (schema, path, query, signal) =>
      answerAs(schema, await http.send({ path: pathOf(path, query), maxBytes: EXPORT_BYTES }, signal)),
    seek: async (schema, path, signal) =>
      answerOrNobody(schema, WireNotFound, await http.send({ path: pathOf(path, {}) }, signal)),
    export: (path, query, signal) =>
      http.send(
        { path: pathOf(path, query), maxBytes: EXPORT_BYTES, patienceMs: EXPORT_MS, alsoAnswers: [400, 422] },
        signal,
      ),
    write,
    async writeUser(method, path, body, signal) {
      await pace(signal);
      return write(method, path, body, signal);
    },
  };
}

import { answerAs } from '../../http/http-client.ts';
import type { SyncTarget } from '../../sync-port.ts';
import { isUpstreamError, UpstreamError } from '../../upstream-error.ts';
import type { SyncApi } from './api.ts';
import type { RecordKind } from './kinds.ts';
import { toRecord } from './records.ts';
import { WireExport, WirePage } from './wire.ts';

const EXPORT = 'export:';
const PAGES = 'pages:';
const EXPORT_SIZE = 1000;
const PAGE_SIZE = 100;

/** Everybody who may be written; the export takes no search that says nothing. */
const query = { users: 'role:end-user', organizations: 'created>1970-01-01' } as const;

/**
 * Every record: a thousand a call through the search's export, where the token may search, else a hundred a call. The
 * export's index lags: what it does not have may be there all the same, so that a record missed here is read by its id
 * before it counts as gone. Its cursor is good for an hour; then the listing begins anew (`bad_answer`).
 */
export function createList(api: SyncApi, kind: RecordKind): SyncTarget['list'] {
  const exported = async (after: string, signal: AbortSignal) => {
    const asked = {
      ...{ 'filter[type]': kind.one, query: query[kind.path], 'page[size]': String(EXPORT_SIZE) },
      ...(after === '' ? {} : { 'page[after]': after }),
    };
    const answer = await api.export('search/export', asked, signal);
    if (answer.status >= 400) throw new UpstreamError('bad_answer', undefined, { isRefusal: true });
    const { results, meta } = answerAs(WireExport, answer);
    return { records: results, meta, way: EXPORT };
  };
  const paged = async (after: string, signal: AbortSignal) => {
    const asked = { 'page[size]': String(PAGE_SIZE), ...(after === '' ? {} : { 'page[after]': after }) };
    return { ...(await api.get(WirePage[kind.path], kind.path, asked, signal)), way: PAGES };
  };
  const first = async (signal: AbortSignal) => {
    try {
      return await exported('', signal);
    } catch (error) {
      if (isUpstreamError(error) && error.reason === 'forbidden') return paged('', signal);
      throw error;
    }
  };
  return async (next, properties, signal) => {
    const page =
      next === undefined
        ? await first(signal)
        : next.startsWith(EXPORT)
          ? await exported(next.slice(EXPORT.length), signal)
          : await paged(next.slice(PAGES.length), signal);
    const records = page.records.map((wire) => toRecord(kind, wire, properties));
    const after = page.meta.after_cursor ?? '';
    if (!page.meta.has_more) return { records };
    if (after === '' || `${page.way}${after}` === next) {
      throw new UpstreamError('bad_answer', undefined, { cause: 'meta.has_more' });
    }
    return { records, next: `${page.way}${after}` };
  };
}

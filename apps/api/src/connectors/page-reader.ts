import type { ClosableHttpClient } from './http/axios-client.ts';
import type { PageSays, ReadPage } from './page-says.ts';
import { UpstreamError } from './upstream-error.ts';

export interface StatusPage {
  /** Where it is asked; may carry a path. */
  readonly url: URL;
  readonly kind: string;
}

export interface PageReading {
  readonly says: PageSays;
  readonly readAtMs: number;
}

export interface PageReader {
  /**
   * What a page says, no older than `maxAgeMs`, and when it was asked: however many tenants want to know, it is
   * asked once. Rejects with UpstreamError when it cannot be read, and that too is kept for so long.
   */
  read(page: StatusPage, maxAgeMs: number): Promise<PageReading>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 5000;

export interface PageReaderDeps {
  readonly kinds: ReadonlyMap<string, ReadPage>;
  open(baseUrl: URL): ClosableHttpClient;
  now(): number;
}

export function createPageReader(deps: PageReaderDeps): PageReader {
  const pages = new Map<string, { http: ClosableHttpClient; readAtMs: number; reading: Promise<PageReading> }>();
  return {
    read({ url, kind }, maxAgeMs) {
      const key = `${kind} ${url.href}`;
      const before = pages.get(key);
      if (before && deps.now() - before.readAtMs < maxAgeMs) return before.reading;
      const readPage = deps.kinds.get(kind);
      // Whoever wrote the map has been told.
      if (!readPage) return Promise.reject(new UpstreamError('not_configured'));
      const http = before?.http ?? deps.open(url);
      const readAtMs = deps.now();
      const reading = readPage(http, readAtMs, AbortSignal.timeout(TIMEOUT_MS)).then((says) => ({ says, readAtMs }));
      pages.set(key, { http, readAtMs, reading });
      return reading;
    },
    close: async () => void (await Promise.all([...pages.values()].map(({ http }) => http.close()))),
  };
}

import type { PageKind } from '@sidelight/shared/map/system.ts';
import type { ClosableHttpClient } from './http/axios-client.ts';
import { readIncidentIo } from './pages/incident-io.ts';
import { readInstatus } from './pages/instatus.ts';
import type { PageSays, ReadPage } from './pages/page-says.ts';
import { readStatuspage } from './pages/statuspage.ts';
import { readZendeskPage } from './pages/zendesk.ts';

const readers: Readonly<Record<PageKind, ReadPage>> = {
  statuspage: readStatuspage,
  zendesk: readZendeskPage,
  incident_io: readIncidentIo,
  instatus: readInstatus,
};

export interface StatusPage {
  /** Where it is asked; may carry a path. */
  readonly url: URL;
  readonly kind: PageKind;
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

export function createPageReader(deps: { open(baseUrl: URL): ClosableHttpClient; now(): number }): PageReader {
  const pages = new Map<string, { http: ClosableHttpClient; readAtMs: number; reading: Promise<PageReading> }>();
  return {
    read({ url, kind }, maxAgeMs) {
      const key = `${kind} ${url.href}`;
      const before = pages.get(key);
      if (before && deps.now() - before.readAtMs < maxAgeMs) return before.reading;
      const http = before?.http ?? deps.open(url);
      const readAtMs = deps.now();
      const reading = readers[kind](http, readAtMs, AbortSignal.timeout(TIMEOUT_MS)).then((says) => ({
        says,
        readAtMs,
      }));
      pages.set(key, { http, readAtMs, reading });
      return reading;
    },
    close: async () => void (await Promise.all([...pages.values()].map(({ http }) => http.close()))),
  };
}

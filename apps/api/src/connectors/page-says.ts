import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { HttpClient } from './http/http-client.ts';

/** What a vendor says of itself. `text`: its own words, or the names of what is not well. */
export type PageSays = Pick<VendorReport, 'state' | 'text'>;
export type PageState = PageSays['state'];

/** Reads a page of one shape. Rejects with UpstreamError when it cannot be read, or is of another shape. */
export type ReadPage = (http: HttpClient, nowMs: number, signal: AbortSignal) => Promise<PageSays>;

/** One thing a page reports, and how bad it is. */
export interface Trouble {
  readonly state: PageState;
  readonly text: string;
}

const worstFirst: readonly PageState[] = ['outage', 'degraded', 'maintenance', 'unknown', 'operational'];
const MAX_LENGTH = 200;

/** The worst of all that is reported, in its words; operational where nothing is. */
export function worst(troubles: readonly Trouble[]): PageSays {
  const state = worstFirst.find((candidate) => troubles.some((trouble) => trouble.state === candidate));
  const texts = troubles.filter((trouble) => trouble.state === state && trouble.text !== '').map(({ text }) => text);
  const text = shortened([...new Set(texts)].join(', '));
  return { state: state ?? 'operational', ...(text !== '' && { text }) };
}

/** Whole characters, and no more of them than a line takes. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_LENGTH ? text : `${characters.slice(0, MAX_LENGTH - 1).join('')}…`;
}

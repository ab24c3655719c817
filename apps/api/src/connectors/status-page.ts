import { cutText } from '@sidelight/shared/cut-text.ts';
import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import { answerAs, type HttpClient } from './http-client.ts';

/** https://status.atlassian.com/api#summary: the shape most vendors' status pages share. */
const WireSummary = z.object({
  page: z.object({ url: z.string().optional() }).optional(),
  status: z.object({ indicator: z.string(), description: z.string().optional() }),
});

export type PageSays = Pick<VendorReport, 'state' | 'text'>;

const states: Readonly<Record<string, VendorReport['state']>> = {
  none: 'operational',
  minor: 'degraded',
  major: 'outage',
  critical: 'outage',
  maintenance: 'maintenance',
};

const LONGEST = 200;

/** What a vendor says of itself. Rejects with UpstreamError when its page cannot be read. */
export async function readStatusPage(http: HttpClient, signal: AbortSignal): Promise<PageSays> {
  const { status } = answerAs(WireSummary, await http.send({ path: '/api/v2/summary.json' }, signal));
  const text = status.description && cutText(status.description, LONGEST);
  return { state: ownValue(states, status.indicator) ?? 'unknown', ...(text && { text }) };
}

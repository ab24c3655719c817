import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { withGaps } from '../gaps.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { createStatuspageClient } from './client.ts';
import { normaliseSummary } from './normalise.ts';
import { StatuspageOptions } from './options.ts';

/** Statuspage: what is publicly known to be broken. One answer for every ticket. */
export function createStatuspage(http: HttpClient, settings: ConnectorSettings): Connector<'issues'> {
  const { sentence = null } = StatuspageOptions.parse(settings.options);
  const client = createStatuspageClient(http);

  async function incidents(_tenant: Subject, signal: AbortSignal): Promise<Answer<IssuesRecord>> {
    const summary = await client.summary(signal);
    const { pageId, updatedAt, leftOut } = summary;
    return {
      record: normaliseSummary(summary, { sentence, pageUrl: settings.consoleUrl }),
      source: {
        ...{ type: 'status page', id: pageId, url: settings.consoleUrl },
        ...(updatedAt !== undefined && { changedAt: updatedAt }),
      },
      ...withGaps({ isCutShort: false, leftOut }),
    };
  }

  return { id: 'statuspage', reads: { incidents }, derived: {} };
}

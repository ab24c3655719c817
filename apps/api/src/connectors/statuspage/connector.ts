import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { HttpClient } from '../http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { createStatuspageClient } from './client.ts';
import { normaliseIncidents } from './normalise.ts';
import { StatuspageOptions } from './options.ts';

/** Statuspage: what is publicly known to be broken. One answer for every ticket. */
export function createStatuspage(http: HttpClient, settings: ConnectorSettings): Connector {
  const { sentence = null } = StatuspageOptions.parse(settings.options);
  const client = createStatuspageClient(http);

  async function incidents(_tenant: Subject, signal: AbortSignal): Promise<Answer<IssuesRecord>> {
    const wire = await client.summary(signal);
    return {
      record: normaliseIncidents(wire, sentence),
      source: { type: 'status page', id: wire.page.id, url: settings.consoleUrl, changedAt: wire.page.updated_at },
    };
  }

  return { id: 'statuspage', reads: { incidents }, derived: {} };
}

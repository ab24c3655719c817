import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { SignedInRecord } from '@sidelight/shared/record/signed-in.ts';
import { withGaps } from '../gaps.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { createJiraClient } from './client.ts';
import { knownIssues } from './jql.ts';
import { normaliseIssue } from './normalise.ts';
import { JiraOptions } from './options.ts';

/** Jira: the known issues that are still open. One answer for every ticket. */
export function createJira(http: HttpClient, settings: ConnectorSettings): Connector<'issues'> {
  const { projects, label, ...texts } = JiraOptions.parse(settings.options);
  const client = createJiraClient(http);
  const jql = knownIssues(projects, label);
  const naming = { label, consoleUrl: settings.consoleUrl };

  async function known(_tenant: Subject, signal: AbortSignal): Promise<Answer<IssuesRecord>> {
    const { issues, isCutShort, leftOut } = await client.search(jql, settings.ask('known'), signal);
    // A stranger finds nothing either, and not every way in says so: only somebody signed in is believed.
    if (issues.length === 0) await client.myself(signal);
    const url = `${settings.consoleUrl}/issues/?jql=${encodeURIComponent(jql)}`;
    return {
      record: { items: issues.map((issue) => normaliseIssue(issue, texts, naming)) },
      source: { type: 'search', id: label, url },
      ...withGaps({ isCutShort, leftOut }),
    };
  }

  async function myself(_tenant: Subject, signal: AbortSignal): Promise<Answer<SignedInRecord>> {
    const accountId = await client.myself(signal);
    return { record: { accountId }, source: { type: 'account', id: accountId } };
  }

  return { id: 'jira', reads: { known, myself }, derived: {} };
}

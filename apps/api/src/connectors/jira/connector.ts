import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { SignedInRecord } from '@sidelight/shared/record/signed-in.ts';
import { withGaps } from '../gaps.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, IssueState, Subject } from '../port.ts';
import { createJiraClient } from './client.ts';
import { knownIssues } from './jql.ts';
import { normaliseIssue } from './normalise.ts';
import { JiraOptions } from './options.ts';

/** https://support.atlassian.com/jira-cloud-administration/docs/configure-project-details: letters, digits, a number. */
const KEY = /^[A-Z][A-Z0-9_]{0,254}-\d{1,18}$/i;

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

  async function issueState(issueId: string, signal: AbortSignal): Promise<IssueState> {
    // Ids are given back by people's pages: what is no key is nobody's, and not worth a call.
    const issue = KEY.test(issueId) ? await client.issue(issueId, signal) : null;
    if (!issue) return { kind: 'unknown' };
    const { status, resolution } = issue.fields;
    if (status.statusCategory?.key !== 'done') return { kind: 'open' };
    return { kind: 'closed', as: resolution?.name ?? status.name };
  }

  return { id: 'jira', reads: { known, myself }, derived: {}, issueState };
}

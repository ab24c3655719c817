import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { z } from 'zod';
import type { HttpClient } from '../http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createJiraClient } from './client.ts';
import { knownIssues } from './jql.ts';
import { normaliseIssue } from './normalise.ts';
import { type WireIssue, WireText } from './wire.ts';

const Options = z.object({
  projects: z.array(z.string().min(1)).min(1),
  label: z.string().min(1),
  /** Ids of the custom fields, e.g. `customfield_10050`. */
  workaroundField: z.string().min(1).optional(),
  sentenceField: z.string().min(1).optional(),
});

/** Jira: the known issues that are still open. One answer for every ticket. */
export function createJira(http: HttpClient, settings: ConnectorSettings): Connector {
  const { projects, label, workaroundField, sentenceField } = Options.parse(settings.options);
  const client = createJiraClient(http);
  const jql = knownIssues(projects, label);
  const naming = { label, consoleUrl: settings.consoleUrl };

  async function known(_tenant: Subject, signal: AbortSignal): Promise<Answer<IssuesRecord>> {
    const wires = await client.search(jql, settings.ask('known'), signal);
    const items = wires.map((wire) => {
      const texts = { workaround: textIn(wire, workaroundField), sentence: textIn(wire, sentenceField) };
      return normaliseIssue(wire, texts, naming);
    });
    const url = `${settings.consoleUrl}/issues/?jql=${encodeURIComponent(jql)}`;
    return { record: { items }, source: { type: 'search', id: label, url } };
  }

  return { id: 'jira', reads: { known }, derived: {} };
}

/** A custom field is only known by name at run time, so its type is checked here. */
function textIn({ fields }: WireIssue, field: string | undefined): WireText {
  if (field === undefined) return null;
  const text = WireText.safeParse(ownValue(fields, field));
  if (text.success) return text.data;
  throw new UpstreamError('bad_answer', undefined, { cause: `${field}: ${wrongFields(text.error).join(', ')}` });
}

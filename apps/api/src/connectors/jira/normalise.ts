import type { Tone } from '@sidelight/shared/context/value.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { textOf } from './text-of.ts';
import type { WireIssue } from './wire.ts';

/** Names of the custom fields that hold each text, where the map has one. */
export interface TextFields {
  readonly workaroundField?: string | undefined;
  readonly sentenceField?: string | undefined;
}

export interface Naming {
  /** The label that makes an issue a known one: on all of them, so it matches nothing. */
  readonly label: string;
  readonly consoleUrl: string;
}

export function normaliseIssue(
  { key, fields }: WireIssue,
  { workaroundField, sentenceField }: TextFields,
  naming: Naming,
): IssuesRecord['items'][number] {
  const text = (field: string | undefined) => (field === undefined ? null : textOf(ownValue(fields, field)));
  const labels = (fields.labels ?? []).filter((label) => label !== naming.label);
  return {
    id: key,
    title: fields.summary,
    status: fields.status.name,
    phase: fields.status.statusCategory?.key ?? null,
    tone: toneOf(fields),
    since: fields.created ?? null,
    workaround: text(workaroundField),
    url: `${naming.consoleUrl}/browse/${encodeURIComponent(key)}`,
    sentence: text(sentenceField),
    topics: [...new Set([...labels, ...(fields.components ?? []).map(({ name }) => name)])],
    isGlobal: false,
  };
}

/** Names an instance starts with; one it invented counts as ordinary. */
const grave: readonly string[] = ['Blocker', 'Critical', 'Highest'];

/** By category, never by status name: those are each team's own, and translated. */
function toneOf({ status, priority }: WireIssue['fields']): Tone {
  if (status.statusCategory?.key === 'done') return 'good';
  return grave.includes(priority?.name ?? '') ? 'bad' : 'warn';
}

import type { Tone } from '@sidelight/shared/context/value.ts';
import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { flatten } from './adf.ts';
import type { WireIssue, WireText } from './wire.ts';

export interface IssueTexts {
  readonly workaround: WireText;
  readonly sentence: WireText;
}

export interface Naming {
  /** The label that makes an issue a known one: on all of them, so it matches nothing. */
  readonly label: string;
  readonly consoleUrl: string;
}

export function normaliseIssue(
  { key, fields }: WireIssue,
  texts: IssueTexts,
  naming: Naming,
): IssuesRecord['items'][number] {
  return {
    id: key,
    title: fields.summary,
    status: fields.status.name,
    tone: toneOf(fields),
    since: fields.created ?? null,
    workaround: plain(texts.workaround),
    url: `${naming.consoleUrl}/browse/${encodeURIComponent(key)}`,
    sentence: plain(texts.sentence),
    topics: [
      ...new Set([...fields.labels.filter((label) => label !== naming.label), ...fields.components.map((c) => c.name)]),
    ],
    isGlobal: false,
  };
}

/** Names an instance starts with; one it invented counts as ordinary. */
const grave: readonly string[] = ['Blocker', 'Critical', 'Highest'];

/** By category, never by status name: those are each team's own, and translated. */
function toneOf({ status, priority }: WireIssue['fields']): Tone {
  if (status.statusCategory.key === 'done') return 'good';
  return grave.includes(priority?.name ?? '') ? 'bad' : 'warn';
}

const plain = (text: WireText): string | null => (typeof text === 'string' ? text.trim() : flatten(text)) || null;

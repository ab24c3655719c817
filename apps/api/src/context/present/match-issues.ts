import type { Issue, Tone } from '@sidelight/shared/context/value.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';

const Items = IssuesRecord.shape.items;
const seriousness = { bad: 0, warn: 1, neutral: 2, good: 3 } as const;

/** Lower case, words joined by `-`: so that tag `single_sign_on` meets component "Single sign-on". */
export const topic = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/** What the map calls a state of an issue. */
export interface StateWord {
  readonly label: string;
  readonly tone: Tone;
}

/** As people write it: a component "Single sign-on" rather than the label `single-sign-on`. */
const spelled = (name: string, topics: readonly string[]): string =>
  topics.find((text) => topic(text) === name && text !== name) ?? name;

/** `In Progress` → `in_progress`, as the map writes it. */
const codeOf = (status: string): string => topic(status).replaceAll('-', '_');

/** No worse than its state: a fix that is out is no alarm, however grave it was. */
const inState = ({ status, tone }: Pick<Issue, 'status' | 'tone'>, word: StateWord | undefined) => ({
  status: word?.label ?? status,
  tone: word && seriousness[word.tone] > seriousness[tone] ? word.tone : tone,
});

/** The known issues that touch a ticket, worst first, in the map's words for their states, and how many do not. Undefined when `found` is no list of issues. */
export function matchIssues(
  found: unknown,
  tags: readonly string[],
  wordOf: (code: string) => StateWord | undefined = () => undefined,
): { items: Issue[]; elsewhere: number } | undefined {
  const parsed = Items.safeParse(found);
  if (!parsed.success) return undefined;
  const wanted = new Set(tags.map(topic));
  const items = parsed.data.flatMap(
    ({ topics, isGlobal, since, workaround, url, sentence, phase, ...issue }): Issue[] => {
      const names = topics.map(topic);
      const matched = [...new Set(names)].filter((name) => wanted.has(name)).map((name) => spelled(name, topics));
      if (matched.length === 0 && !isGlobal) return [];
      return [
        {
          ...issue,
          ...inState(issue, wordOf(codeOf(issue.status)) ?? (phase === null ? undefined : wordOf(codeOf(phase)))),
          matched,
          ...(since === null ? {} : { since }),
          ...(workaround === null ? {} : { workaround }),
          ...(url === null ? {} : { url }),
          ...(sentence === null ? {} : { sentence }),
        },
      ];
    },
  );
  items.sort((a, b) => seriousness[a.tone] - seriousness[b.tone] || (b.since ?? '').localeCompare(a.since ?? ''));
  return { items, elsewhere: parsed.data.length - items.length };
}

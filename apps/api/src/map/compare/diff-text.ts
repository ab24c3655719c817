import { cutText } from '@sidelight/shared/cut-text.ts';
import type { MapDiff } from './diff.ts';

const MAX_LENGTH = 60;

/** The difference as text for a pull request. */
export function diffText({ changes, cards, workflows, owners, classes }: MapDiff): string {
  if (changes.length === 0) return 'The map says the same.\n';
  const lines = changes.flatMap((change) => {
    const head = `- ${change.kind} ${change.what} \`${change.id}\``;
    if (change.kind !== 'changed') return [head];
    return [head, ...change.parts.map(({ key, before, after }) => `  - ${key}: ${short(before)} → ${short(after)}`)];
  });
  const list = (title: string, all: readonly string[]) => (all.length > 0 ? [`**${title}**: ${all.join(', ')}`] : []);
  return [
    ...lines,
    '',
    ...list('Cards', cards),
    ...list('Workflows', workflows),
    ...list('Owners to ask', owners),
    ...list(
      'Who may see it',
      classes.map(({ id, before, after }) => `\`${id}\` was ${before}, is ${after}`),
    ),
    '',
  ].join('\n');
}

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return cutText(line, MAX_LENGTH);
};

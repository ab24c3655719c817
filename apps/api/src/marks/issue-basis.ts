import type { IssueEnd } from './issue-ports.ts';

const PREFIX = 'issue';
const KINDS: readonly IssueEnd['kind'][] = ['closed', 'gone'];

/** The note on what became of an issue is a mark of its own: each once for a ticket and an issue. */
export const basisOfIssue = (kind: IssueEnd['kind'], issueId: string): string => `${PREFIX}:${kind}:${issueId}`;

/** Undefined for a note on anything else. */
export function issueOf(basis: string): IssueEnd['kind'] | undefined {
  const [prefix, word] = basis.split(':');
  return prefix === PREFIX ? KINDS.find((kind) => kind === word) : undefined;
}

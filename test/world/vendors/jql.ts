import type { TrackedIssue } from '../company/trouble.ts';

type Test = (issue: TrackedIssue) => boolean;

const fields: Readonly<Record<string, (issue: TrackedIssue) => readonly string[]>> = {
  project: (issue) => [issue.key.split('-')[0] ?? ''],
  labels: (issue) => issue.labels,
  component: (issue) => issue.components,
  status: (issue) => [issue.status],
  statuscategory: (issue) => [{ new: 'To Do', indeterminate: 'In Progress', done: 'Done' }[issue.category]],
};

const CLAUSE = /^(\w+)\s*(not\s+in|in|!=|=)\s*(\([^)]*\)|"[^"]*"|[\w-]+)$/i;

/**
 * The few words of JQL a connector needs: clauses joined by AND, and an ORDER BY that is
 * always by update, newest first. `undefined`: a real Jira would call the text wrong.
 */
export function parseJql(jql: string): { test: Test; isBounded: boolean } | undefined {
  const [where = ''] = jql.split(/\border\s+by\b/i, 1);
  if (where.trim() === '') return { test: () => true, isBounded: false };
  const tests: Test[] = [];
  for (const part of where.split(/\s+and\s+/i)) {
    const clause = CLAUSE.exec(part.trim());
    const valuesOf = fields[clause?.[1]?.toLowerCase() ?? ''];
    if (!clause || !valuesOf) return undefined;
    const wanted = (clause[3] ?? '')
      .replace(/^\(|\)$/g, '')
      .split(',')
      .map((value) => value.trim().replace(/^"|"$/g, '').toLowerCase());
    const isNegated = /!=|not/i.test(clause[2] ?? '');
    tests.push((issue) => valuesOf(issue).some((value) => wanted.includes(value.toLowerCase())) !== isNegated);
  }
  return { test: (issue) => tests.every((test) => test(issue)), isBounded: true };
}

import { components, type TrackedIssue } from '../company/trouble.ts';

type Test = (issue: TrackedIssue) => boolean;
type Compare = (a: TrackedIssue, b: TrackedIssue) => number;

/** A query that is understood, or the sentence a real Jira refuses it with. */
export type Jql =
  | { readonly test: Test; readonly compare: Compare; readonly isBounded: boolean }
  | { readonly refusal: string };

interface JqlField {
  valuesOf(issue: TrackedIssue): readonly string[];
  /** Values there are; without it any text may be looked for. */
  readonly values?: (issues: readonly TrackedIssue[]) => readonly string[];
}

const CATEGORIES = { new: 'To Do', indeterminate: 'In Progress', done: 'Done' } as const;
const projectOf = (issue: TrackedIssue) => issue.key.split('-')[0] ?? '';

const fields: ReadonlyMap<string, JqlField> = new Map([
  ['project', { valuesOf: (issue) => [projectOf(issue)], values: (issues) => issues.map(projectOf) }],
  ['labels', { valuesOf: (issue) => issue.labels }],
  ['component', { valuesOf: (issue) => issue.components, values: componentNames }],
  ['status', { valuesOf: (issue) => [issue.status], values: (issues) => issues.map(({ status }) => status) }],
  [
    'statuscategory',
    {
      valuesOf: (issue) => [CATEGORIES[issue.category]],
      values: () => [...Object.values(CATEGORIES), 'New', 'Complete'],
    },
  ],
]);

const PRIORITIES = ['Lowest', 'Low', 'Medium', 'High', 'Highest'];
const sorts: ReadonlyMap<string, (issue: TrackedIssue) => number> = new Map([
  ['updated', (issue) => issue.updatedAtMs],
  ['created', (issue) => issue.createdAtMs],
  ['priority', (issue) => PRIORITIES.indexOf(issue.priority)],
  ['key', (issue) => Number(issue.key.split('-')[1])],
]);

const CLAUSE = /^(\w+)\s*(not\s+in|in|!=|=)\s*(\([^()]*\)|"(?:[^"\\]|\\.)*"|[\w-]+)$/i;
const VALUE = /^(?:"((?:[^"\\]|\\.)*)"|([\w-]+))$/;
const SORT = /^(\w+)(?:\s+(asc|desc))?$/i;

/** The few words of JQL a connector needs: clauses joined by AND, and an ORDER BY. */
export function parseJql(jql: string, issues: readonly TrackedIssue[]): Jql {
  const unreadable: Jql = { refusal: `Error in the JQL Query: '${jql.slice(0, 60)}' could not be understood.` };
  const [where = '', order = ''] = jql.split(/\border\s+by\b/i, 2);
  const compares: Compare[] = [];
  for (const part of order.split(',').flatMap((text) => text.trim() || [])) {
    const sort = SORT.exec(part);
    const rank = sorts.get(sort?.[1]?.toLowerCase() ?? '');
    if (!rank) return { refusal: `Not able to sort using field '${sort?.[1] ?? part.slice(0, 30)}'.` };
    const sign = sort?.[2]?.toLowerCase() === 'desc' ? -1 : 1;
    compares.push((a, b) => sign * (rank(a) - rank(b)));
  }
  const compare: Compare = (a, b) => compares.reduce((found, one) => found || one(a, b), 0);
  if (where.trim() === '') return { test: () => true, compare, isBounded: false };
  const tests: Test[] = [];
  for (const part of where.split(/\s+and\s+/i)) {
    const [, name = '', operator = '', operand = ''] = CLAUSE.exec(part.trim()) ?? [];
    if (name === '' || /in/i.test(operator) !== operand.startsWith('(')) return unreadable;
    const field = fields.get(name.toLowerCase());
    if (!field) return { refusal: `Field '${name}' does not exist or you do not have permission to view it.` };
    const wanted: string[] = [];
    for (const text of operand.replace(/^\(|\)$/g, '').split(',')) {
      const value = VALUE.exec(text.trim());
      if (!value) return unreadable;
      wanted.push((value[1]?.replace(/\\(.)/g, '$1') ?? value[2] ?? '').toLowerCase());
    }
    const known = field.values?.(issues).map((value) => value.toLowerCase());
    const unknown = known && wanted.find((value) => !known.includes(value));
    if (unknown !== undefined) return { refusal: `The value '${unknown}' does not exist for the field '${name}'.` };
    const isNegated = /!=|not/i.test(operator);
    tests.push((issue) => field.valuesOf(issue).some((value) => wanted.includes(value.toLowerCase())) !== isNegated);
  }
  return { test: (issue) => tests.every((test) => test(issue)), compare, isBounded: true };
}

function componentNames(issues: readonly TrackedIssue[]): readonly string[] {
  return [...components.map(({ name }) => name), ...issues.flatMap((issue) => issue.components)];
}

import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { describe, expect, it } from 'vitest';
import { issue } from './fixtures.ts';
import { knownIssues } from './jql.ts';
import { normaliseIssue } from './normalise.ts';
import { WireIssue } from './wire.ts';

const naming = { label: 'known-issue', consoleUrl: 'https://acme.atlassian.net' };
const texts = { workaroundField: 'customfield_10050', sentenceField: 'customfield_10051' };
const withFields = (over: object) =>
  normaliseIssue(WireIssue.parse({ ...issue, fields: { ...issue.fields, ...over } }), texts, naming);
const status = (name: string, key: string) => ({ name, statusCategory: { key } });

describe('a known issue', () => {
  it('is read', () => {
    const record = { items: [normaliseIssue(WireIssue.parse(issue), texts, naming)] };
    expect(IssuesRecord.parse(record).items).toEqual([
      {
        id: 'APP-1413',
        title: 'Exports above 50,000 rows stop half way',
        status: 'In Progress',
        phase: 'indeterminate',
        tone: 'warn',
        since: '2026-11-20T09:30:00.000Z',
        workaround: 'Export one month at a time.',
        url: 'https://acme.atlassian.net/browse/APP-1413',
        sentence: 'Exporting one month at a time works until this is fixed.',
        topics: ['exports', 'Exports'],
        isGlobal: false,
      },
    ]);
  });

  it.each([
    ['new', 'Low', 'warn'],
    ['indeterminate', 'High', 'warn'],
    ['indeterminate', 'Highest', 'bad'],
    ['done', 'Highest', 'good'],
    ['a category of next year', 'One of their own', 'warn'],
  ])('of category %s and priority %s has the tone %s', (category, name, tone) => {
    expect(withFields({ status: status('Wird geprüft', category), priority: { name } })).toMatchObject({
      status: 'Wird geprüft',
      tone,
    });
  });

  it('needs neither labels, components, a priority nor a date', () => {
    const { labels, components, priority, created, ...fields } = issue.fields;
    const record = normaliseIssue(WireIssue.parse({ ...issue, fields }), texts, naming);
    expect(record).toMatchObject({ topics: [], since: null, tone: 'warn' });
  });

  it('without a text, or with an empty one, has none', () => {
    const empty = { type: 'doc', version: 1, content: [] };
    expect(withFields({ customfield_10050: empty, customfield_10051: '  ' })).toMatchObject({
      ...{ workaround: null, sentence: null },
    });
  });

  it('with a time that is none is refused', () => {
    expect(() => withFields({ created: 'yesterday' })).toThrow();
  });
});

it('asks for open known issues of the named projects, whatever their names hold', () => {
  expect(knownIssues(['APP', 'A"B\\C'], 'known-issue')).toBe(
    'project in ("APP", "A\\"B\\\\C") AND labels = "known-issue" AND statusCategory != Done ORDER BY updated DESC',
  );
});

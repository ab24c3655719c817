import type { Field } from '@sidelight/shared/context/field.ts';
import type { Issue } from '@sidelight/shared/context/value.ts';
import { describe, expect, it } from 'vitest';
import { textField } from '../model/events.ts';
import { type CardView, emptyCard } from '../model/state.ts';
import { issuesOf } from './issues.ts';

const fields = ['incidents', 'known'].map((id) => ({ id, label: id, show: 'issues' as const }));
const { receipt } = textField('x', '');

const issue = (id: string, tone: Issue['tone'], sentence?: string): Issue => ({
  id,
  title: id,
  status: 'Open',
  tone,
  matched: [],
  ...(sentence && { sentence }),
});
const found = (id: string, items: Issue[], elsewhere = 0): Field => ({
  id,
  label: id,
  state: 'ok',
  value: { kind: 'issues', items, elsewhere },
  receipt,
});
const view = (answers: readonly Field[], isReading = false): CardView => ({
  ...emptyCard({ id: 'issues', title: '', fields }),
  fields: new Map(answers.map((field) => [field.id, field])),
  isReading,
});

describe('issuesOf', () => {
  it('puts the worst first, and among equals keeps the order of the systems', () => {
    const list = issuesOf(
      fields,
      view([found('incidents', [issue('a', 'neutral'), issue('b', 'bad')], 1), found('known', [issue('c', 'bad')], 2)]),
    );
    expect(list.items.map((item) => item.issue.id)).toEqual(['b', 'c', 'a']);
    expect(list).toMatchObject({ elsewhere: 3, state: 'complete' });
  });

  it('prefers, among equals, the one with something to tell the customer', () => {
    const list = issuesOf(
      fields,
      view([
        found('incidents', [issue('a', 'warn'), issue('b', 'bad')]),
        found('known', [issue('c', 'warn', 'We know.')]),
      ]),
    );
    expect(list.items.map((item) => item.issue.id)).toEqual(['b', 'c', 'a']);
  });

  it('says whose list is not whole', () => {
    const [incidents, known] = [found('incidents', [issue('a', 'warn')]), found('known', [issue('b', 'bad')])];
    expect(issuesOf(fields, view([incidents, known])).partial).toBeUndefined();
    const cut: Field = {
      ...{ id: 'known', label: 'known', state: 'ok', receipt },
      value: { kind: 'issues', items: [issue('b', 'bad')], elsewhere: 0, isPartial: true },
    };
    expect(issuesOf(fields, view([incidents, cut])).partial?.id).toBe('known');
  });

  it('knows that there is nothing only when everybody said so', () => {
    const failed: Field = {
      id: 'known',
      label: '',
      state: 'failed',
      reason: 'timeout',
      fallback: { steps: [], owner: '' },
    };
    const none = found('incidents', []);
    const absent: Field = { id: 'known', label: '', state: 'absent', receipt };
    expect(issuesOf(fields, view([none, absent])).state).toBe('complete');
    expect(issuesOf(fields, view([none], true)).state).toBe('waiting');
    expect(issuesOf(fields, view([none])).state).toBe('incomplete');
    expect(issuesOf(fields, view([none, failed])).state).toBe('incomplete');
    expect(issuesOf(fields, view([], true)).state).toBe('waiting');
  });
});

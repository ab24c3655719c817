import { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { describe, expect, it } from 'vitest';
import { storedAlertFailure, withAlertFailure } from './stored-alert-failure.ts';

describe('why an alert failed, as it is stored', () => {
  it('is its code', () => {
    for (const code of AlertFailure.options) expect(storedAlertFailure(code)).toBe(code);
  });

  it.each([
    ['not configured', 'not_configured'],
    ['no answer', 'no_answer'],
    ['answers with errors', 'answers_with_errors'],
    ['too many messages', 'too_many_messages'],
    ['channel gone', 'channel_gone'],
    ['no such address', 'channel_gone'],
    ['message refused', 'message_refused'],
    ['given up', 'given_up'],
  ])('is a code where an earlier release wrote “%s”', (words, code) => {
    expect(storedAlertFailure(words)).toBe(code);
  });

  it.each(['constructor', 'on fire', '', null, 7])('is nothing where it is %j', (stored) => {
    expect(storedAlertFailure(stored)).toBeUndefined();
  });
});

describe('an entry of a timeline', () => {
  const at = '2026-11-24T10:00:00.000Z';

  it('that an earlier release wrote can still be read', () => {
    const stored = { kind: 'alert_failed', at, channel: 'pager', why: 'answers with errors' };
    expect(IncidentEntry.parse(withAlertFailure(stored))).toEqual({ ...stored, why: 'answers_with_errors' });
  });

  it.each([null, 'text', { kind: 'note', at, by: 'Ruth', text: 'given up' }])(
    'of another kind stays as it is',
    (entry) => {
      expect(withAlertFailure(entry)).toBe(entry);
    },
  );
});

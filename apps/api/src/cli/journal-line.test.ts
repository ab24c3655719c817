import { expect, it } from 'vitest';
import { journalLine } from './journal-line.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

it('says when the journal was read, and since when and why it cannot be', () => {
  expect(journalLine({}, now)).toBe('journal of the CRM: not read yet');
  expect(journalLine({ readAt: '2026-11-20T11:59:48Z' }, now)).toBe('journal of the CRM: read less than a minute ago');
  const failing = { readAt: '2026-11-20T11:00:00Z', failingSince: '2026-11-20T11:00:15Z', reason: 'rate_limited' };
  expect(journalLine(failing, now)).toMatch(
    /^journal of the CRM: read 1 hour ago, CANNOT BE READ since .*: rate limited$/,
  );
});

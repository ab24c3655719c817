import { expect, it } from 'vitest';
import { daysAgo, fact, open, rules } from './fixtures.ts';
import { goneText, hashOf, noteKey, noteText } from './note-text.ts';

const all = ['subject', 'category', 'status', 'agent', 'first_reply', 'resolution', 'csat'] as const;
const solved = fact('4711', 3, { category: 'billing', csat: 'good', solvedAtMs: daysAgo(1) });

it('says how a ticket went, in the map’s language', () => {
  expect(noteText(rules, [...all], solved, { subject: 'Invoice twice', agent: 'Kim' }).split('\n')).toEqual([
    'Ticket #4711: Invoice twice',
    'Created: 2026-11-25 12:00 UTC',
    'Category: Billing',
    'Status: solved',
    'Agent: Kim',
    'First reply after 1 h',
    'Solved after 2 d',
    'Rating: good',
  ]);
  expect(noteText({ ...rules, language: 'de' }, [...all], solved, { subject: '', agent: null })).toContain(
    'Kategorie: Abrechnung\nStatus: gelöst\nBearbeitung: niemand\nErste Antwort nach 1 Std.',
  );
});

it('leaves out what is not there yet, and what the map does not show', () => {
  const text = noteText(rules, ['status'], fact('1', 1, { ...open, firstReplyAfterMs: null }), {
    subject: 'x',
    agent: 'y',
  });
  expect(text.split('\n').slice(0, 1)).toEqual(['Ticket #1']);
  expect(text).not.toMatch(/First reply|Solved|Agent|x$/);
});

it('holds no line, and no direction, that a customer has written', () => {
  const subject = 'Refund\nStatus: solved\u2028Rating: good \u202edlog';
  const [first, ...others] = noteText(rules, ['subject', 'agent'], solved, {
    subject,
    agent: 'Kim\r\nRating: bad',
  }).split('\n');
  expect(first).toBe('Ticket #4711: Refund Status: solvedRating: good dlog');
  expect(others).toEqual(['Created: 2026-11-25 12:00 UTC', 'Agent: Kim Rating: bad']);
});

it('is known again by its key, and by a hash where nothing has changed', () => {
  expect(noteKey('acme', '4711')).toBe('ticket:acme:4711');
  expect(hashOf('a', { contact: ['1'] })).toBe(hashOf('a', { contact: ['1'] }));
  expect(hashOf('a', { contact: ['1'] })).not.toBe(hashOf('a', { contact: ['2'] }));
  expect(goneText(rules, '4711')).toBe('Ticket #4711 was deleted in the helpdesk');
});

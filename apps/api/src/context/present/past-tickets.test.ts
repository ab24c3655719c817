import type { HistoryTicket } from '@sidelight/shared/record/history.ts';
import { describe, expect, it } from 'vitest';
import { pastTickets } from './past-tickets.ts';

const text = (en: string, de: string) => ({ label: { en, de }, tone: 'neutral' as const });
const values = {
  ...{ open: text('Open', 'Offen'), solved: text('Solved', 'Gelöst') },
  count: text('{{n}} open', '{{n}} offen'),
  none_open: text('None open', 'Keine offenen'),
  none_open_shown: text('None open among these', 'Darunter keine offenen'),
  first: text('First ticket', 'Erstes Ticket'),
  not_shown: text('Only there', 'Nur dort'),
  kept: text('SLA kept', 'SLA eingehalten'),
  missed: { ...text('SLA missed', 'SLA verfehlt'), tone: 'bad' as const },
  good: { ...text('Rated good', 'Gut bewertet'), tone: 'good' as const },
  escalated: { ...text('Escalated', 'Eskaliert'), tone: 'warn' as const },
};
const past = (id: string, over: Partial<HistoryTicket> = {}): HistoryTicket => ({
  ...{ id, subject: `Subject ${id}`, status: 'solved', at: '2026-11-20T10:00:00Z', agent: null, csat: null, sla: null },
  ...{ isEscalated: false, brandId: 'b1', url: `https://desk.example/agent/tickets/${id}`, ...over },
});
const shown = (tickets: readonly HistoryTicket[], isMore = false, ticket: object | null = { id: '1', brandId: 'b1' }) =>
  pastTickets({ tickets, isMore }, values, { locale: 'de-DE', ...(ticket && { ticket: { id: '1', brandId: 'b1' } }) });

describe('the tickets of a customer, as they are shown', () => {
  it('are without the one that is open here, the open ones first, five at most', () => {
    const many = ['2', '3', '4', '5', '6'].map((id) => past(id));
    const value = shown([past('1', { status: 'open' }), ...many, past('7', { status: 'open' })]);
    expect(value?.items.map(({ title }) => title)).toEqual(['7', '2', '3', '4', '5'].map((id) => `Subject ${id}`));
    expect(value?.text).toBe('1 offen');
  });

  it('say the worst in a word, and everything besides', () => {
    const went = { csat: 'good', sla: 'missed', isEscalated: true, agent: 'Lena Adler' } as const;
    expect(shown([past('2', went)])?.items).toEqual([
      {
        ...{ title: 'Subject 2', status: 'Gelöst', at: '2026-11-20T10:00:00Z', note: 'SLA verfehlt', tone: 'bad' },
        about: 'Eskaliert · Gut bewertet · Lena Adler',
        url: 'https://desk.example/agent/tickets/2',
      },
    ]);
    expect(shown([past('2', { sla: 'kept' })])?.items[0]).toMatchObject({ tone: 'neutral', about: 'SLA eingehalten' });
    expect(shown([past('2', { sla: 'kept' })])?.items[0]).not.toHaveProperty('note');
  });

  it('are none of another brand, nor any where no ticket is open', () => {
    const value = shown([past('2', { brandId: 'b2' }), past('3')]);
    expect(value).toMatchObject({ text: 'Darunter keine offenen', items: [{ title: 'Subject 3' }] });
    expect(shown([past('2')], false, null)).toMatchObject({ text: 'Nur dort', items: [] });
  });

  it('are the first of a customer only where that is sure', () => {
    expect(shown([past('1')])).toMatchObject({ text: 'Erstes Ticket', items: [] });
    expect(shown([past('1')], true)).toMatchObject({ text: 'Nur dort' });
    expect(shown([past('2', { brandId: 'b2' })])).toMatchObject({ text: 'Nur dort' });
  });

  it('are none that are open only where that is sure', () => {
    expect(shown([past('2')])?.text).toBe('Keine offenen');
    expect(shown([past('2')], true)?.text).toBe('Darunter keine offenen');
  });

  it('are counted as at least so many where not all were read', () => {
    expect(shown([past('2', { status: 'open' })], true)?.text).toBe('1+ offen');
  });

  it('are nothing that is no list of tickets', () => {
    expect(pastTickets({ tickets: 'many' }, values, { locale: 'en' })).toBeUndefined();
  });
});

import { HistoryRecord } from '@sidelight/shared/record/history.ts';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../port.ts';
import { historyAnswer } from './fixtures.ts';
import { createHistory } from './history.ts';
import { WireHistoryPage } from './wire-history.ts';

const { signal } = new AbortController();
const organization: Subject = { by: 'id', value: 'organizations:57542' };
const asked: string[] = [];

async function ask(over: object, subject: Subject) {
  const client = {
    history: async (below: string) => {
      asked.push(below);
      return WireHistoryPage.parse({ ...historyAnswer, ...over });
    },
  };
  const options = { escalatedTags: ['escalated'], escalatedPriorities: ['urgent'] };
  return createHistory(client, { consoleUrl: 'https://acme.zendesk.com', options })(subject, signal);
}

async function read(over: object = {}, subject = organization) {
  const answer = await ask(over, subject);
  return { ...answer, record: HistoryRecord.parse(answer?.record) };
}
const [first, second] = historyAnswer.tickets;

describe('the tickets of a customer', () => {
  it('say how each went, and who has it', async () => {
    const { record } = await read();
    expect(record.tickets).toEqual([
      {
        ...{ id: '1001', subject: 'Export stops half way', status: 'open', at: '2026-11-23T09:05:00Z' },
        ...{ agent: 'Lena Adler', csat: null, sla: null, isEscalated: false, brandId: '360030' },
        url: 'https://acme.zendesk.com/agent/tickets/1001',
      },
      {
        ...{ id: '901', subject: 'Audit log export', status: 'closed', at: '2026-11-12T16:00:00Z' },
        ...{ agent: 'Lena Adler', csat: 'bad', sla: 'missed', isEscalated: true, brandId: '360030' },
        url: 'https://acme.zendesk.com/agent/tickets/901',
      },
      {
        ...{ id: '900', subject: 'Second admin', status: 'closed', at: '2026-11-14T09:05:00Z' },
        ...{ agent: 'Lena Adler', csat: null, sla: 'kept', isEscalated: false, brandId: '360030' },
        url: 'https://acme.zendesk.com/agent/tickets/900',
      },
    ]);
  });

  it('are none of a private group, nor of a group nobody has told of', async () => {
    const { record } = await read();
    expect(record.tickets.map(({ id }) => id)).not.toContain('899');
    expect(record.isMore).toBe(true);
    expect((await read({ groups: undefined })).record).toEqual({ tickets: [], isMore: true });
  });

  it('are all there are where nothing was left out', async () => {
    expect((await read({ tickets: [first, second] })).record.isMore).toBe(false);
    const meta = { has_more: true };
    expect((await read({ tickets: [first], meta })).record.isMore).toBe(true);
  });

  it('are asked for by organisation, or by who wrote where there is none; by nothing else', async () => {
    asked.length = 0;
    await read();
    await read({}, { by: 'id', value: 'users:35436' });
    expect(asked).toEqual(['organizations/57542/tickets', 'users/35436/tickets/requested']);
    for (const value of ['users:me', 'groups:1', '1', 'users:1/../2', ''])
      expect(await ask({}, { by: 'id', value })).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('are escalated by priority too, and gone once deleted', async () => {
    const tickets = [
      { ...first, priority: 'urgent' },
      { ...second, status: 'deleted' },
    ];
    const { record } = await read({ tickets });
    expect(record.tickets).toMatchObject([{ id: '1001', isEscalated: true }]);
  });

  it('say how many could not be read', async () => {
    expect((await read({ tickets: [first, { id: 'x' }] })).gaps).toEqual({ isCutShort: false, leftOut: 1 });
    expect((await read({ tickets: [first, { id: 'x' }] })).record.isMore).toBe(true);
    expect((await read({ tickets: [first, { ...second, status: 'new kind' }] })).record.isMore).toBe(true);
  });

  it.each([
    [[{ metric: 'a', stage: 'active', minutes: 12 }], null],
    [[{ metric: 'a', stage: 'active', minutes: -1 }], 'missed'],
    [
      [
        { metric: 'a', stage: 'achieved', days: 1 },
        { metric: 'b', stage: 'paused', hours: 3 },
      ],
      null,
    ],
    [
      [
        { metric: 'a', stage: 'achieved', days: 1 },
        { metric: 'b', stage: 'achieved', hours: -3 },
      ],
      'missed',
    ],
    [[{ stage: 7 }], null],
  ])('%j is a service target: %s', async (policy_metrics, sla) => {
    const { record } = await read({ tickets: [{ ...first, slas: { policy_metrics } }] });
    expect(record.tickets[0]?.sla).toBe(sla);
  });
});

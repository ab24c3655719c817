import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { zendesk } from '@sidelight/api/connectors/zendesk/definition.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentialsOf } from '../world/caller.ts';
import { startWorld, type World } from '../world/world.ts';
import { answer, startUpstream } from './upstream.ts';

const signal = AbortSignal.timeout(60_000);
const HOUR_MS = 3_600_000;
const clientOf = (url: string, headers: Readonly<Record<string, string>>) =>
  createHttpClient({
    ...{ baseUrl: new URL(url), headers, now: Date.now },
    ...(zendesk.classify && { classify: zendesk.classify }),
  });

let world: World;
let http: ReturnType<typeof clientOf>;
beforeEach(async () => {
  world = await startWorld({ customers: 5 });
  http = clientOf(world.urls.zendesk, credentialsOf(world.env()).zendesk);
});
afterEach(async () => {
  await http.close();
  await world.stop();
});
const source = () => zendesk.tickets!(http);
const written = (more = {}) => {
  const now = Date.now();
  return world.helpdesk.create({
    ...{ requesterId: 900_000, organizationId: 800_000, subject: 'Help', assigneeId: 7001, status: 'open' },
    ...{ createdAtMs: now - 3 * HOUR_MS, updatedAtMs: now - 2 * HOUR_MS, ...more },
  });
};

describe('tickets of the helpdesk', () => {
  it('are read many at once, with who has them, how long they took and how they were rated', async () => {
    const open = written({ tags: ['vip'], priority: 'high' });
    const times = { firstReplyAtMs: open.createdAtMs + 600_000, solvedAtMs: open.createdAtMs + HOUR_MS };
    const solved = written({ ...times, createdAtMs: open.createdAtMs, status: 'closed', csat: 'bad' });
    const { stories: found, odd } = await source().read(
      [String(open.id), String(solved.id), '999999999', '../x'],
      signal,
    );
    expect(odd).toEqual([]);
    expect(found).toMatchObject([
      {
        ticket: {
          ...{ status: 'open', solvedAtMs: null, firstReplyAfterMs: null, csat: null },
          tags: ['vip'],
          priority: 'high',
        },
        ...{ subject: 'Help', agent: world.company.user(7001)?.name },
      },
      {
        ticket: {
          status: 'closed',
          firstReplyAfterMs: 600_000,
          csat: 'bad',
          requesterId: '900000',
          organizationId: '800000',
        },
      },
    ]);
    expect(found[1]?.ticket.solvedAtMs).toBe(Math.floor(times.solvedAtMs / 1000) * 1000);
    expect(world.calls.list()).toHaveLength(1);
    expect(await source().read(['../x'], signal)).toEqual({ stories: [], odd: [] });
    expect(world.calls.list()).toHaveLength(1);
  });

  it('are told of from a time on, then from where the last page ended, and deleted ones by their ids', async () => {
    const [first, second] = [written(), written()];
    written({ updatedAtMs: Date.now() });
    const page = await source().changed(undefined, Date.now() - 24 * HOUR_MS, signal);
    expect(page.items.map(({ id }) => id)).toEqual([String(first.id), String(second.id)]);
    expect(page).toMatchObject({ isMore: false, gone: [] });
    expect((await source().changed(page.cursor, 0, signal)).items).toEqual([]);
    world.helpdesk.remove(second.id);
    expect(await source().changed(undefined, Date.now() - 24 * HOUR_MS, signal)).toMatchObject({
      ...{ items: [{ id: String(first.id) }], gone: [String(second.id)] },
    });
  });

  it('are told of anew by time where a cursor is over', async () => {
    const { id } = written();
    const page = await source().changed('an old one', Date.now() - 24 * HOUR_MS, signal);
    expect(page.items.map((ticket) => ticket.id)).toEqual([String(id)]);
  });

  it('that missed a target are told of once, and by the next question no more', async () => {
    const { id } = written({ breachedAtMs: Date.now() - HOUR_MS });
    const page = await source().breaches(undefined, Date.now() - 24 * HOUR_MS, signal);
    expect(page).toMatchObject({ items: [{ ticketId: String(id) }], isMore: false });
    expect((await source().breaches(page.cursor, 0, signal)).items).toEqual([]);
  });
});

it('one that cannot be made out is there all the same, and is not taken for one that is gone', async () => {
  const upstream = await startUpstream();
  const client = clientOf(upstream.url.href, {});
  const at = '2026-11-24T10:00:00Z';
  const good = { ...{ id: 1, organization_id: null, requester_id: 5 }, created_at: at, updated_at: at, status: 'open' };
  const read = async (...tickets: unknown[]) => {
    upstream.behave(answer(200, { tickets, users: [] }));
    const { stories, odd } = await zendesk.tickets!(client).read(['1', '2', '3'], signal);
    return [stories.map(({ ticket }) => ticket.id), odd];
  };
  expect(await read(good, { ...good, id: 2, requester_id: 'somebody' })).toEqual([['1'], ['2']]);
  expect(await read(good, { ...good, id: 'two' })).toEqual([['1'], ['2', '3']]);
  expect(await read(good)).toEqual([['1'], []]);
  await client.close();
  await upstream.stop();
});

it('ends where a feed names the same page again and again', async () => {
  const upstream = await startUpstream();
  const client = clientOf(upstream.url.href, {});
  upstream.behave(answer(200, { tickets: [], after_cursor: 'a', end_of_stream: false }));
  await expect(zendesk.tickets!(client).changed('a', 0, signal)).rejects.toMatchObject({ reason: 'bad_answer' });
  upstream.behave(answer(200, { ticket_metric_events: [], end_time: 1000, end_of_stream: false }));
  await expect(zendesk.tickets!(client).breaches('1000', 0, signal)).rejects.toMatchObject({ reason: 'bad_answer' });
  await client.close();
  await upstream.stop();
});

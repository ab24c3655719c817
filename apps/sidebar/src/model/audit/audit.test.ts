import type { AuditItem, AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import { expect, it } from 'vitest';
import { settled } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { createStore } from '../store.ts';
import { createAuditView, queryOf } from './audit.ts';
import { firstAudit } from './state.ts';

const item = (seq: number): AuditItem => ({
  ...{ seq, at: '2026-11-24T10:00:00.000Z', actorId: '7001', role: 'agent', action: 'context.viewed', count: 1 },
});
const page = (seqs: readonly number[], before?: number): AuditPage => ({
  ...{ at: '2026-11-24T10:00:00.000Z', items: seqs.map(item) },
  ...(before !== undefined && { before }),
});

function open() {
  const state = createStore(firstAudit);
  const server = fakeServer();
  const saved: string[] = [];
  const save = (name: string, type: string, text: string) => void saved.push(`${name} ${type} ${text}`);
  return {
    state,
    server,
    saved,
    ...createAuditView({ state, client: server.client, save, isAuditPage: fits, isAuditCheck: fits }),
  };
}

it('shows older rows below those that are there, and begins anew with each search', async () => {
  const { state, server, search, older, only } = open();
  search();
  await server.last().answer(page([9, 8], 8));
  await settled();
  older();
  expect(state.get().busy).toBe('searching');
  await server.last().answer(page([7]));
  await settled();
  expect(state.get().items?.map(({ seq }) => seq)).toEqual([9, 8, 7]);
  expect(state.get().before).toBeUndefined();
  only({ actor: '7001' });
  await server.last().answer(page([3]));
  await settled();
  expect(state.get()).toMatchObject({ busy: undefined, filter: { actor: '7001' } });
  expect(state.get().items?.map(({ seq }) => seq)).toEqual([3]);
});

it('asks for what was typed, and for whole days', () => {
  expect(queryOf(firstAudit.filter, {})).toBe('');
  const filter = { ...firstAudit.filter, customer: ' 9001 ', group: 'link', from: '2026-11-01', until: '2026-11-02' };
  const query = new URLSearchParams(queryOf(filter, { before: 5 }));
  expect([query.get('customer'), query.get('group'), query.get('before')]).toEqual(['9001', 'link', '5']);
  expect(Date.parse(query.get('until')!) - Date.parse(query.get('from')!)).toBe(2 * 86_400_000);
});

it('ends the sessions of the one person whose rows are shown, asked first, and of nobody else', async () => {
  const { state, server, only, fill, search, endSessions } = open();
  search();
  await server.last().answer(page([9]));
  await settled();
  expect(state.get().person).toBeUndefined();
  only({ actor: ' 7001 ' });
  await server.last().answer(page([3]));
  await settled();
  expect(state.get().person).toBe('7001');
  // What is only typed is not yet who is shown.
  fill({ actor: '7002' });
  endSessions('ask');
  expect(state.get().ending).toBe('asked');
  endSessions('cancel');
  expect(state.get().ending).toBeUndefined();
  endSessions('ask');
  endSessions('do');
  expect(server.last()).toMatchObject({ path: '/v1/session/7001', method: 'DELETE' });
  await server.last().answer(undefined);
  await settled();
  expect(state.get().ending).toBe('ended');
  search();
  await server.last().answer(page([1]));
  await settled();
  expect(state.get()).toMatchObject({ person: '7002', ending: undefined });
});

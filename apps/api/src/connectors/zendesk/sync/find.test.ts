import { expect, it } from 'vitest';
import { createSyncApi } from './api.ts';
import { createFind } from './find.ts';
import { users } from './kinds.ts';

/** As a search that knows wildcards answers: with whoever fits. */
const dana = { id: 7, updated_at: '2026-11-24T10:00:00Z', email: 'dana@northwind.example', name: 'Dana' };
const http = { send: async () => ({ status: 200, json: { users: [dana] } }) };

it.each([
  ['dana@northwind.example', ['7']],
  ['another.address.of@dana.example', ['7']],
  ['*@northwind.example', []],
  ['d*@northwind.example', []],
])('who is looked for by %s is no one whose address only fits', async (value, ids) => {
  const find = createFind(
    createSyncApi(http, async () => {}),
    users,
  );
  expect(await find({ name: 'email', type: 'email' }, value, AbortSignal.timeout(1000))).toEqual(ids);
});

import { expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { DatabaseFault } from './database-fault.ts';

const SECRET = 'n0t-t0-be-shown';
const refusal = (url: string) =>
  openDatabase({ url }).then(
    () => undefined,
    (error: unknown) => error,
  );

it.each([
  ['nobody listens there', `postgres://u:${SECRET}@127.0.0.1:1/x`, 'nobody listens at its host and port.'],
  [
    'there is no such host',
    `postgres://u:${SECRET}@no.such.host.invalid/x`,
    /there is no such host\.|cannot be looked up/,
  ],
])('says in a sentence that %s, and shows no password', async (_, url, why) => {
  const error = await refusal(url);
  expect(error).toBeInstanceOf(DatabaseFault);
  if (!(error instanceof DatabaseFault)) return;
  expect(error.message).toMatch(/^The database that DATABASE_URL names cannot be opened: /);
  expect(error.message).toMatch(why);
  expect(error.message).not.toContain(SECRET);
});

const shared = process.env.TEST_DATABASE_URL;
it.skipIf(shared === undefined)('says that PostgreSQL has no such database', async () => {
  const url = new URL(shared ?? '');
  url.pathname = '/there_is_none';
  expect(await refusal(url.href)).toMatchObject({
    message: expect.stringContaining('PostgreSQL has no such database.'),
  });
});

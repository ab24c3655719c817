import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { readConfig } from '../config/config.ts';
import { openDatabase } from '../store/database.ts';
import { onOwnRecord } from './own-records.ts';
import { WRONGLY_ASKED } from './verb.ts';

it('changes nothing where no key is set by which it could be put on record, and says which', async () => {
  const { db, close } = await openDatabase({ inMemory: true });
  const told: string[] = [];
  const around = {
    ...{ env: {}, cwd: '/', now: Date.now, signal: new AbortController().signal, out() {} },
    err: (text: string) => void told.push(text),
  };
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const given = readConfig({
    ...{ SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 't' },
    ZENDESK_APP_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  });
  const config = { ...given, secretKeys: undefined, sessionSecret: undefined };
  const work = () => Promise.reject(new Error('nothing may be done'));
  expect(await onOwnRecord({ db, config, around }, work)).toBe(WRONGLY_ASKED);
  await close();
  expect(told.join('')).toMatch(/^set SECRETS_KEY .* or SESSION_SECRET/);
});

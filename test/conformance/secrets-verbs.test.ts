import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsDiscard } from '@sidelight/api/cli/secrets-discard.ts';
import { secretsList } from '@sidelight/api/cli/secrets-list.ts';
import { secretsReseal } from '@sidelight/api/cli/secrets-reseal.ts';
import { secretsRotate } from '@sidelight/api/cli/secrets-rotate.ts';
import type { Verb } from '@sidelight/api/cli/verb.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyCredentials, startKeyService } from '../world/key-service.ts';

const acme = tenantId('acme')!;
const signal = new AbortController().signal;
const DAY_MS = 86_400_000;
const [oldKey, newKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const PLANTED = 'sk_live_planted';
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('sidelight secrets', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
    const { db, close } = await openDatabase({ dataDir: folder });
    const keys = { current: createLocalKey(parseKey(oldKey)!), previous: undefined };
    const store = createSecretStore({ rows: createSecretRows(db), keys, now: Date.now });
    const inDays = (days: number) => new Date(Date.now() + days * DAY_MS + 60_000).toISOString();
    const put = (system: string, name: string, expiresAt?: string) =>
      store.put(acme, { system, name }, new Secret(`${PLANTED} ${system}`), { by: '42', expiresAt }, signal);
    await put('billing', 'api-key');
    await put('issues', 'api-token', inDays(3));
    await put('crm', 'api-key', inDays(-2));
    await close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(verb: Verb, env: Record<string, string>, args: readonly string[] = []) {
    const said = { out: '', err: '' };
    const code = await verb.run(args, {
      ...{ cwd: folder, now: Date.now, signal },
      env: {
        ...{ SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 't', DATA_DIR: folder, ...env },
        ZENDESK_APP_PUBLIC_KEY: appKey,
      },
      out(text) {
        said.out += text;
      },
      err(text) {
        said.err += text;
      },
    });
    for (const text of [said.out, said.err])
      for (const secret of [PLANTED, oldKey, newKey]) expect(text).not.toContain(secret);
    return { code, ...said };
  }

  it('lists what is stored, and what of it opens', async () => {
    const { code, out, err } = await run(secretsList, { SECRETS_KEY: oldKey });
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      'billing api-key opens set less than a day ago by 42 no known end',
      expect.stringMatching(/^crm api-key opens set less than a day ago by 42 EXPIRED 1 day ago$/),
      'issues api-token opens set less than a day ago by 42 expires in 3 days',
      '',
    ]);
  });

  it('refuses to rotate without the key that is to be replaced, in a sentence', async () => {
    const { code, out, err } = await run(secretsRotate, { SECRETS_KEY: newKey });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^1 data key is wrapped by local-[0-9a-f]{16}, which is not at hand\. Nothing has been changed/,
    );
    expect(err).toContain('SECRETS_KEY_PREVIOUS');
    const listed = await run(secretsList, { SECRETS_KEY: newKey });
    expect(listed.code).toBe(1);
    expect(listed.out.match(/CANNOT BE DECIPHERED/g)).toHaveLength(3);
    await expect(run(secretsRotate, {})).rejects.toMatchObject({ name: 'ConfigError' });
  });

  it('rotates, says how many, and has nothing to do the second time', async () => {
    const both = { SECRETS_KEY: newKey, SECRETS_KEY_PREVIOUS: oldKey };
    expect((await run(secretsRotate, both)).out).toContain('1 wrapped anew, 0 were already wrapped by local-');
    expect((await run(secretsRotate, both)).out).toContain('0 wrapped anew, 1 were already wrapped by local-');
    expect((await run(secretsList, { SECRETS_KEY: newKey })).code).toBe(0);
    expect((await run(secretsList, { SECRETS_KEY: oldKey })).code).toBe(1);
    const { db, close } = await openDatabase({ dataDir: folder });
    const rows = await db.selectFrom('audit').select(['action', 'role', 'about']).execute();
    await close();
    const about = expect.stringMatching(/^data key 1 local-[0-9a-f]{16} local-[0-9a-f]{16}$/);
    expect(rows).toEqual([{ action: 'key.rotated', role: 'operator', about }]);
  });

  it('seals everything anew, on record, and says what does not open', async () => {
    // With the audit's own key, which the verb before has made.
    const done = await run(secretsReseal, { SECRETS_KEY: newKey });
    expect(done).toEqual({ code: 0, out: 'acme: 4 sealed anew\n', err: '' });
    expect((await run(secretsList, { SECRETS_KEY: newKey })).code).toBe(0);
    const closed = await run(secretsReseal, { SECRETS_KEY: oldKey });
    expect([closed.code, closed.out]).toEqual([1, 'acme: 0 sealed anew\n']);
    expect(closed.err).toContain('acme: billing api-key does not open\n');
    expect(closed.err).toContain('4 could not be opened and stayed as they were.');
    const { db, close } = await openDatabase({ dataDir: folder });
    const rows = await db.selectFrom('audit').select(['action', 'about']).orderBy('seq').execute();
    await close();
    expect(rows.slice(1)).toEqual([{ action: 'key.rotated', about: 'every stored secret sealed anew' }]);
  });

  it('gives up nothing while the key service refuses everything, which it may do for a while', async () => {
    const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const service = await startKeyService([arn]);
    vi.stubEnv('AWS_ENDPOINT_URL_KMS', service.url);
    vi.stubEnv('AWS_ACCESS_KEY_ID', keyCredentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', keyCredentials.secretAccessKey);
    service.fail({ error: 'DisabledException' });
    const env = { SECRETS_KMS_KEY: arn, SESSION_SECRET: newKey };
    const refused = await run(secretsDiscard, env, ['--yes']);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/^the key kms-[0-9a-f]{16} cannot be used just now.*: nothing is given up\n$/);
    service.fail(undefined);
    expect((await run(secretsDiscard, env)).err).toContain('Nothing is given up yet.');
    await service.close();
    vi.unstubAllEnvs();
    expect((await run(secretsList, { SECRETS_KEY: newKey })).code).toBe(0);
  });

  it('gives up what no key opens, once that is said twice, and on record', async () => {
    const all = await run(secretsDiscard, { SECRETS_KEY: newKey });
    expect(all).toEqual({ code: 0, out: '', err: 'every stored secret of acme opens\n' });
    const shown = await run(secretsDiscard, { SECRETS_KEY: oldKey });
    expect(shown.out.split('\n').toSorted()).toEqual([
      ...['', 'audit audit-key', 'billing api-key', 'crm api-key', 'issues api-token'],
    ]);
    expect(shown.err).toContain('Nothing is given up yet.');
    expect((await run(secretsList, { SECRETS_KEY: newKey })).code).toBe(0);
    expect((await run(secretsDiscard, { SECRETS_KEY: oldKey }, ['--yes'])).out).toBe('4 given up\n');
    const { db, close } = await openDatabase({ dataDir: folder });
    const [rows, left] = [
      await db.selectFrom('audit').select('action').orderBy('seq', 'desc').limit(1).execute(),
      await db.selectFrom('data_keys').selectAll().execute(),
    ];
    await close();
    expect(rows).toEqual([{ action: 'key.discarded' }]);
    expect(left).toEqual([]);
  });
});

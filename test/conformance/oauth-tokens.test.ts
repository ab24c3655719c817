import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { AccessToken } from '@sidelight/api/secrets/oauth/access-tokens.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createLeases } from '@sidelight/api/store/coordination.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFreshPostgres } from './fresh-postgres.ts';
import { oauthParts, type PartsOptions } from './oauth-parts.ts';
import { startTokenServer, type TokenServer } from './token-server.ts';

const acme = tenantId('acme')!;
const never = new AbortController().signal;
const key = randomBytes(32).toString('base64');
const MINUTE = 60_000;
const postgresUrl = process.env.TEST_DATABASE_URL;
/** Of the database that the processes share; PGlite has none. */
let sharedUrl: string | undefined;

conforms('PGlite', () => openDatabase({ inMemory: true }));
if (postgresUrl)
  conforms('PostgreSQL', async () => {
    const opened = await openFreshPostgres(postgresUrl);
    sharedUrl = opened.url;
    return opened;
  });
else it.skip('PostgreSQL: skipped, TEST_DATABASE_URL is not set (.ci/run sets it)', () => {});

const shown = (answer: AccessToken) => (answer.kind === 'live' ? answer.token.reveal() : answer.kind);

function conforms(name: string, openOne: () => Promise<OpenDatabase>) {
  describe(`oauth tokens on ${name}`, () => {
    let opened: OpenDatabase;
    let server: TokenServer;
    const clock = { aheadMs: 0 };
    const now = () => Date.now() + clock.aheadMs;
    const started: { close(): Promise<void> }[] = [];
    beforeAll(async () => {
      opened = await openOne();
    });
    afterAll(() => opened.close());
    beforeEach(async () => {
      server = await startTokenServer();
    });
    afterEach(async () => {
      await Promise.all(started.splice(0).map((parts) => parts.close()));
      await server.close();
      for (const table of ['secrets', 'data_keys', 'leases'] as const) await opened.db.deleteFrom(table).execute();
    });

    /** One of several processes. */
    function start(process: string, options: Partial<PartsOptions> = {}) {
      const parts = oauthParts({ db: opened.db, key, tokenUrl: server.url, process, now, ...options });
      started.push(parts);
      return {
        ...parts,
        ask: async (signal = never) => shown(await parts.tokens.accessToken(acme, 'helpdesk', signal)),
      };
    }
    async function connect(expiresInMs: number) {
      const { access, refresh } = server.issue();
      const tokens = { accessToken: new Secret(access), refreshToken: new Secret(refresh), isRefused: false };
      const fresh = { tokens: { ...tokens, expiresAtMs: now() + expiresInMs }, refreshEndsAt: undefined };
      await start('setup').tokens.connect(acme, 'helpdesk', fresh, '42', never);
      return access;
    }

    it('gives the token that is there while it lives for two minutes more, and asks nobody', async () => {
      const one = start('one');
      expect(await one.ask()).toBe('not_connected');
      const access = await connect(2 * MINUTE + 5000);
      expect(await Promise.all([one.ask(), one.ask()])).toEqual([access, access]);
      expect(server.asked).toEqual([]);
    });

    it('renews it by one call, however many ask in two processes', async () => {
      await connect(MINUTE);
      const [one, two] = [start('one'), start('two')];
      const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? one : two).ask()));
      expect(server.asked).toHaveLength(1);
      expect(new Set(answers).size).toBe(1);
      expect(server.isAlive(answers[0]!)).toBe(true);
      // What is stored by now renews once more, in either process.
      clock.aheadMs += 120 * MINUTE;
      expect(server.isAlive(await two.ask())).toBe(true);
      expect(server.asked).toHaveLength(2);
    });

    it('stores the new tokens before it gives one to anybody', async () => {
      await connect(MINUTE);
      const seen: string[] = [];
      const one = start('one', {
        changeStore: (store) => ({
          ...store,
          async put(...args) {
            const answer = await store.put(...args);
            seen.push('stored');
            return answer;
          },
        }),
      });
      await one.ask().then((token) => seen.push(server.isAlive(token) ? 'given' : token));
      expect(seen).toEqual(['stored', 'given']);
      const stored = await one.store.read(acme, { system: 'helpdesk', name: 'oauth' }, never);
      expect(stored.kind === 'found' && server.isAlive(JSON.parse(stored.value.reveal()).access)).toBe(true);
    });

    it('finishes a refresh though everybody who waited for it has left', async () => {
      const old = await connect(MINUTE);
      const one = start('one');
      await expect(one.ask(AbortSignal.timeout(30))).rejects.toMatchObject({ name: 'UpstreamError' });
      await one.tokens.idle();
      const token = await start('two').ask();
      expect(token).not.toBe(old);
      expect(server.isAlive(token)).toBe(true);
      expect(server.asked).toHaveLength(1);
      await expect(one.ask(AbortSignal.abort())).rejects.toMatchObject({ reason: 'cancelled' });
    });

    it('keeps the old token while it lives when the vendor fails, and does not hammer', async () => {
      const old = await connect(MINUTE);
      server.mood = 'broken';
      const one = start('one');
      for (let i = 0; i < 5; i++) expect(await one.ask()).toBe(old);
      expect(server.asked).toHaveLength(1);
      clock.aheadMs += 2 * MINUTE;
      expect(await one.ask()).toBe('unavailable');
      expect(server.asked).toHaveLength(2);
      server.mood = 'well';
      clock.aheadMs += MINUTE;
      expect(server.isAlive(await one.ask())).toBe(true);
    });

    it('keeps it when the vendor is slow, and has the new one soon after', async () => {
      const old = await connect(MINUTE);
      server.mood = 'slow';
      const one = start('one');
      const startedMs = performance.now();
      expect(await one.ask()).toBe(old);
      expect(performance.now() - startedMs).toBeLessThan(1900);
      expect(await one.ask()).toBe(old);
      await one.tokens.idle();
      expect(server.isAlive(await one.ask())).toBe(true);
      expect(server.asked).toHaveLength(1);
    });

    it('keeps it when nobody answers at all', async () => {
      const old = await connect(MINUTE);
      const one = start('one', { tokenUrl: new URL('http://127.0.0.1:1') });
      expect(await one.ask()).toBe(old);
    });

    it('says that a person has to connect again when the refresh token is spent, once, until one does', async () => {
      await connect(MINUTE);
      server.issue();
      const [one, two] = [start('one'), start('two')];
      for (let i = 0; i < 3; i++)
        expect(await Promise.all([one.ask(), two.ask()])).toEqual(['reconnect_needed', 'reconnect_needed']);
      expect(server.asked).toHaveLength(1);
      const access = await connect(60 * MINUTE);
      expect(await Promise.all([one.ask(), two.ask()])).toEqual([access, access]);
    });

    it('says so too when an answer got lost and the vendor has rotated already', async () => {
      const old = await connect(MINUTE);
      server.mood = 'lost';
      const one = start('one');
      expect(await one.ask()).toBe(old);
      server.mood = 'well';
      clock.aheadMs += 10_000;
      expect(await one.ask()).toBe('reconnect_needed');
      expect(await one.ask()).toBe('reconnect_needed');
      expect(server.asked).toHaveLength(2);
    });

    it('tells a client that is not known from a token that is spent', async () => {
      const old = await connect(MINUTE);
      server.mood = 'unknown client';
      const one = start('one');
      expect(await one.ask()).toBe(old);
      server.mood = 'well';
      clock.aheadMs += 10_000;
      expect(server.isAlive(await one.ask())).toBe(true);
    });

    it('does not lose tokens that the store would not take, nor give them before it does', async () => {
      const old = await connect(MINUTE);
      let fails = true;
      const one = start('one', {
        changeStore: (store) => ({
          ...store,
          put: (...args) => (fails ? Promise.reject(new Error('the disk is full')) : store.put(...args)),
        }),
      });
      await expect(one.ask()).rejects.toThrow('the disk is full');
      // Another process meets the vendor with the old token, is refused, and writes that down.
      expect(await start('two').ask()).toBe('reconnect_needed');
      fails = false;
      const token = await one.ask();
      expect(token).not.toBe(old);
      expect(server.isAlive(token)).toBe(true);
      expect(await start('three').ask()).toBe(token);
      expect(server.asked).toHaveLength(2);
    });

    it('takes what a person has connected meanwhile, not what it has renewed', async () => {
      await connect(MINUTE);
      let anew = '';
      const one = start('one', {
        changeStore: (store) => ({
          ...store,
          async put(...args) {
            if (anew === '') anew = await connect(60 * MINUTE);
            return store.put(...args);
          },
        }),
      });
      expect(await one.ask()).toBe(anew);
      expect(await start('two').ask()).toBe(anew);
    });

    it('believes what a person has connected meanwhile over the refusal of what was there before', async () => {
      await connect(MINUTE);
      server.issue();
      let anew = '';
      const one = start('one', {
        changeStore: (store) => ({
          ...store,
          async put(...args) {
            if (anew === '') anew = await connect(60 * MINUTE);
            return store.put(...args);
          },
        }),
      });
      expect(await one.ask()).toBe(anew);
      expect(await start('two').ask()).toBe(anew);
    });

    it('reads again once it has the lease: whoever had it before may have done the work', async () => {
      await connect(MINUTE);
      const first = start('first');
      const late = start('late', {
        changeLease: (lease) => ({
          ...lease,
          async take(...args) {
            await first.ask();
            return lease.take(...args);
          },
        }),
      });
      expect(await late.ask()).toBe(await first.ask());
      expect(server.asked).toHaveLength(1);
    });

    it('waits for no process that has died before it asked', async () => {
      const old = await connect(MINUTE);
      await createLeases(opened.db).take(acme, 'oauth|helpdesk', 'dead', 1500);
      const one = start('one');
      expect(await one.ask()).toBe(old);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(server.isAlive(await one.ask())).toBe(true);
      expect(server.asked).toHaveLength(1);
    });

    it('reads a token again when it is told that the vendor refuses it', async () => {
      const first = await connect(60 * MINUTE);
      const one = start('one');
      expect(await one.ask()).toBe(first);
      const second = await connect(60 * MINUTE);
      expect(await one.ask()).toBe(first);
      one.tokens.forget(acme, 'helpdesk');
      expect(await one.ask()).toBe(second);
    });

    it('takes a secret that is something else, or does not open, for undecipherable', async () => {
      const one = start('one');
      await one.store.put(acme, { system: 'helpdesk', name: 'oauth' }, new Secret('{"access":1}'), { by: '42' }, never);
      expect(await one.ask()).toBe('undecipherable');
      await connect(60 * MINUTE);
      expect(await start('two', { key: randomBytes(32).toString('base64') }).ask()).toBe('undecipherable');
    });

    it('tells no token to anybody, whatever the vendor or the store does', async () => {
      const said: string[] = [];
      const planted = ['client-secret'];
      for (const mood of ['broken', 'lost', 'unknown client', 'well', 'well'] as const) {
        planted.push(await connect(mood === 'well' ? -MINUTE : MINUTE));
        // The vendor repeats what it was sent in its error, as some do.
        if (mood === 'well') planted.push(...Object.values(server.issue()));
        server.mood = mood;
        const one = start(mood, {
          changeStore: (store) => ({ ...store, put: () => Promise.reject(new Error('the disk is full')) }),
        });
        const answers = await Promise.allSettled([one.tokens.accessToken(acme, 'helpdesk', never)]);
        said.push(inspect(answers, { depth: 12, showHidden: true }), JSON.stringify(answers));
        said.push(inspect(one.tokens, { depth: 12, showHidden: true }));
      }
      for (const { fields } of server.asked) planted.push(fields.refresh_token!);
      expect(server.asked.length).toBeGreaterThan(3);
      const all = said.join('\n');
      expect(all).toContain('the disk is full');
      expect(planted.filter((token) => all.includes(token))).toEqual([]);
    });

    it.each([
      ['zendesk', '/oauth/tokens', 'application/json'],
      ['hubspot', '/oauth/v1/token', 'application/x-www-form-urlencoded'],
      ['jira', '/oauth/token', 'application/json'],
    ] as const)('asks %s as it wants to be asked', async (vendor, path, type) => {
      await connect(MINUTE);
      expect(server.isAlive(await start('one', { vendor }).ask())).toBe(true);
      const fields = { grant_type: 'refresh_token', client_id: 'sidelight', client_secret: 'client-secret' };
      expect(server.asked).toEqual([{ path, type, fields: { ...fields, refresh_token: expect.any(String) } }]);
    });

    describe.skipIf(name === 'PGlite')('in processes of their own', () => {
      const child = (...end: string[]) =>
        new Promise<{ said: string; signal: string | null }>((resolve) => {
          const file = join(import.meta.dirname, 'oauth-process.ts');
          const running = spawn(process.execPath, [file, sharedUrl!, server.url.href, key, ...end], {
            stdio: ['ignore', 'pipe', 'inherit'],
          });
          let said = '';
          running.stdout.on('data', (chunk) => {
            said += chunk;
          });
          running.on('close', (_code, signal) => resolve({ said, signal }));
        });

      it('four that ask at once cost one refresh, and get the same live token', async () => {
        // By the real clock: the processes have no other.
        clock.aheadMs = 0;
        await connect(MINUTE);
        const answers = await Promise.all([child(), child(), child(), child()]);
        expect(server.asked).toHaveLength(1);
        expect(new Set(answers.map(({ said }) => said)).size).toBe(1);
        expect(server.isAlive(answers[0]!.said)).toBe(true);
      });

      it('one that is killed between storing and using loses nothing', async () => {
        clock.aheadMs = 0;
        await connect(MINUTE);
        expect(await child('die')).toEqual({ said: '', signal: 'SIGKILL' });
        expect(server.asked).toHaveLength(1);
        const { said } = await child();
        expect(server.isAlive(said)).toBe(true);
        expect(server.asked).toHaveLength(1);
      });
    });
  });
}

import { randomBytes } from 'node:crypto';
import { catalogue } from '@sidelight/api/connectors/catalogue.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { expect, it } from 'vitest';
import { acme, MINUTE, never, setOAuthStage } from './oauth-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

onEachDatabase('a token kept alive', (open) => {
  const stage = setOAuthStage(open);
  const { clock, start, connect } = stage;

  it('gives the token that is there while it lives for two minutes more, and asks nobody', async () => {
    const one = start('one');
    expect(await one.ask()).toBe('not_connected');
    const access = await connect(2 * MINUTE + 5000);
    expect(await Promise.all([one.ask(), one.ask()])).toEqual([access, access]);
    expect(stage.server.asked).toEqual([]);
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
    await one.ask().then((token) => seen.push(stage.server.isAlive(token) ? 'given' : token));
    expect(seen).toEqual(['stored', 'given']);
    const stored = await one.store.read(acme, { system: 'helpdesk', name: 'oauth' }, never);
    expect(stored.kind === 'found' && stage.server.isAlive(JSON.parse(stored.value.reveal()).access)).toBe(true);
  });

  it('keeps the old token while it lives when the vendor fails, and does not hammer', async () => {
    const old = await connect(MINUTE);
    stage.server.mood = 'broken';
    const one = start('one');
    for (let i = 0; i < 5; i++) expect(await one.ask()).toBe(old);
    expect(stage.server.asked).toHaveLength(1);
    clock.aheadMs += 2 * MINUTE;
    expect(await one.ask()).toBe('unavailable');
    expect(stage.server.asked).toHaveLength(2);
    stage.server.mood = 'well';
    clock.aheadMs += MINUTE;
    expect(stage.server.isAlive(await one.ask())).toBe(true);
  });

  it('keeps it when the vendor is slow, and has the new one soon after', async () => {
    const old = await connect(MINUTE);
    stage.server.mood = 'slow';
    const one = start('one');
    const startedMs = performance.now();
    expect(await one.ask()).toBe(old);
    expect(performance.now() - startedMs).toBeLessThan(1900);
    expect(await one.ask()).toBe(old);
    await one.tokens.idle();
    expect(stage.server.isAlive(await one.ask())).toBe(true);
    expect(stage.server.asked).toHaveLength(1);
  });

  it('keeps it when nobody answers at all', async () => {
    const old = await connect(MINUTE);
    const one = start('one', { tokenUrl: new URL('http://127.0.0.1:1') });
    expect(await one.ask()).toBe(old);
  });

  it('says that a person has to connect again when the refresh token is spent, once, until one does', async () => {
    await connect(MINUTE);
    stage.server.issue();
    const [one, two] = [start('one'), start('two')];
    for (let i = 0; i < 3; i++)
      expect(await Promise.all([one.ask(), two.ask()])).toEqual(['reconnect_needed', 'reconnect_needed']);
    expect(stage.server.asked).toHaveLength(1);
    const access = await connect(60 * MINUTE);
    expect(await Promise.all([one.ask(), two.ask()])).toEqual([access, access]);
  });

  it('says so too when an answer got lost and the vendor has rotated already', async () => {
    const old = await connect(MINUTE);
    stage.server.mood = 'lost';
    const one = start('one');
    expect(await one.ask()).toBe(old);
    stage.server.mood = 'well';
    clock.aheadMs += 10_000;
    expect(await one.ask()).toBe('reconnect_needed');
    expect(await one.ask()).toBe('reconnect_needed');
    expect(stage.server.asked).toHaveLength(2);
  });

  it('tells a client that is not known from a token that is spent', async () => {
    const old = await connect(MINUTE);
    stage.server.mood = 'unknown client';
    const one = start('one');
    expect(await one.ask()).toBe(old);
    stage.server.mood = 'well';
    clock.aheadMs += 10_000;
    expect(stage.server.isAlive(await one.ask())).toBe(true);
  });

  it('reads a token again when it is told that the vendor refuses it', async () => {
    const first = await connect(60 * MINUTE);
    const one = start('one');
    expect(await one.ask()).toBe(first);
    const second = await connect(60 * MINUTE);
    expect(await one.ask()).toBe(first);
    expect(await one.replace(first)).toBe(second);
    expect(await one.ask()).toBe(second);
    expect(stage.server.asked).toEqual([]);
  });

  it('takes a secret that is something else, or does not open, for undecipherable', async () => {
    const one = start('one');
    await one.store.put(acme, { system: 'helpdesk', name: 'oauth' }, new Secret('{"access":1}'), { by: '42' }, never);
    expect(await one.ask()).toBe('undecipherable');
    await connect(60 * MINUTE);
    expect(await start('two', { key: randomBytes(32).toString('base64') }).ask()).toBe('undecipherable');
  });

  const asked: readonly (readonly [string, string, string])[] = [
    ['zendesk', '/oauth/tokens', 'application/json'],
    ['hubspot', '/oauth/2026-09/token', 'application/x-www-form-urlencoded'],
    ['jira', '/oauth/token', 'application/json'],
  ];
  it.each(asked.filter(([vendor]) => catalogue.has(vendor)))(
    'asks %s as it wants to be asked',
    async (vendor, path, type) => {
      await connect(MINUTE);
      expect(stage.server.isAlive(await start('one', { vendor: catalogue.get(vendor)!.oauth! }).ask())).toBe(true);
      const lifetimes = vendor === 'zendesk' ? { expires_in: 3600, refresh_token_expires_in: 7_776_000 } : {};
      const fields = {
        grant_type: 'refresh_token',
        client_id: 'sidelight',
        client_secret: 'client-secret',
        ...lifetimes,
      };
      expect(stage.server.asked).toEqual([{ path, type, fields: { ...fields, refresh_token: expect.any(String) } }]);
    },
  );
});

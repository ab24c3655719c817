import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connectionForms } from '@sidelight/api/connectors/connection-forms.ts';
import type { Connector } from '@sidelight/api/connectors/port.ts';
import { tryConnector } from '@sidelight/api/connectors/registry.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import type { OAuthTokens } from '@sidelight/api/secrets/oauth/oauth-tokens.ts';
import { storedEndpoints } from '@sidelight/api/setup/endpoints.ts';
import { createConnectionLog } from '@sidelight/api/store/connection-log.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acme, MINUTE, never, setOAuthStage } from './oauth-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const everybody = { by: 'tenant', value: '' } as const;

onEachDatabase('a token that the vendor refuses', (open) => {
  const stage = setOAuthStage(open);
  const { clock, start, connect } = stage;
  const closing: (() => Promise<void>)[] = [];
  const seen: string[] = [];
  /** Whom the helpdesk lets in; by default whoever has the newest token. */
  let lets: (token: string) => boolean;
  let api: URL;

  beforeEach(async () => {
    seen.length = 0;
    lets = (token) => stage.server.isAlive(token);
    const server = createServer((req, res) => {
      const token = (req.headers.authorization ?? '').replace('Bearer ', '');
      seen.push(token);
      const isIn = lets(token);
      const body = isIn
        ? { user: { id: 7005, role: 'admin', updated_at: '2026-11-20T08:15:00Z' } }
        : { error: 'invalid_token', error_description: 'The access token provided is expired, revoked or invalid.' };
      res.writeHead(isIn ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // It listens on a port of its own, so there is an address.
    api = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  });
  afterEach(async () => {
    // Connections first: the server waits for them.
    for (const close of closing.splice(0).toReversed()) await close();
    await stage.opened.db.deleteFrom('connections').execute();
  });

  /** The helpdesk's connector of one process, connected through OAuth as the setup page connects it. */
  async function helpdesk({
    tokens,
    store,
  }: { tokens: OAuthTokens } & Pick<ReturnType<typeof start>, 'store'>): Promise<Connector> {
    const map = await loadMap(join(import.meta.dirname, '../../map'), never);
    const log = createConnectionLog(stage.opened.db);
    await log.put(acme, { connector: 'zendesk', method: 'oauth', inputs: {}, byId: '42', byName: 'Olivia' });
    const placeOf = () => ({ url: api, consoleUrl: undefined, environment: 'live' }) as const;
    const { zendesk } = await storedEndpoints(
      { map, log, secrets: store, oauth: tokens, connectionForms, placeOf, allowHosts: [api.host] },
      acme,
    );
    const made = tryConnector(map.systems.helpdesk!, 'zendesk', zendesk!, { now: Date.now })!;
    closing.push(made.close);
    return made.connector;
  }
  const myself = (connector: Connector) => connector.reads.myself!(everybody, AbortSignal.timeout(5000));

  it.each([
    ['names no lifetime', undefined],
    ['was to live for two days', 48 * 60 * MINUTE],
  ])('is replaced by one refresh where it %s', async (_name, livesMs) => {
    const first = await connect(livesMs);
    const connector = await helpdesk(start('one'));
    await myself(connector);
    clock.aheadMs += 31 * MINUTE;
    const second = stage.server.revoke();
    expect((await myself(connector))?.record).toEqual({ id: '7005', role: 'admin' });
    expect(stage.server.asked).toHaveLength(1);
    expect(seen.slice(0, 2)).toEqual([first, first]);
    expect(seen[2]).not.toBe(second);
    await myself(connector);
    expect(seen).toHaveLength(4);
  });

  it('is replaced by one refresh, however many are refused at once in two processes', async () => {
    await connect(undefined);
    const [one, two] = [await helpdesk(start('one')), await helpdesk(start('two'))];
    await Promise.all([myself(one), myself(two)]);
    stage.server.revoke();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => myself(i % 2 ? one : two)));
    expect(answers.every((answer) => answer !== null)).toBe(true);
    expect(stage.server.asked).toHaveLength(1);
  });

  it('locks the connection out where the vendor refuses the new one too, and is not renewed without end', async () => {
    await connect(undefined);
    const connector = await helpdesk(start('one'));
    lets = () => false;
    for (let i = 0; i < 4; i++) await expect(myself(connector)).rejects.toMatchObject({ reason: 'credential' });
    expect(stage.server.asked).toHaveLength(1);
    expect(seen.length, 'each is sent once more, the first time alone').toBe(5);
  });

  it('locks it out where the refresh token is spent, until a person connects it again', async () => {
    await connect(undefined);
    const connector = await helpdesk(start('one'));
    stage.server.issue();
    for (let i = 0; i < 3; i++) await expect(myself(connector)).rejects.toMatchObject({ reason: 'credential' });
    expect(stage.server.asked).toHaveLength(1);
    await connect(60 * MINUTE);
    // Another process than the one that keeps the refused one in mind.
    expect(await myself(await helpdesk(start('two')))).not.toBeNull();
  });

  it('works for ever where it neither ends nor can be renewed, and ends when it is revoked', async () => {
    await connect(undefined, false);
    const connector = await helpdesk(start('one'));
    clock.aheadMs += 400 * 24 * 60 * MINUTE;
    expect(await myself(connector)).not.toBeNull();
    stage.server.revoke();
    await expect(myself(connector)).rejects.toMatchObject({ reason: 'credential' });
    expect(stage.server.asked).toEqual([]);
  });

  it('that cannot be renewed is not used after it has ended', async () => {
    await connect(30 * MINUTE, false);
    const one = start('one');
    clock.aheadMs += 31 * MINUTE;
    expect(await one.ask()).toBe('reconnect_needed');
  });

  it('says what the token endpoint says, when it cannot be asked just now', async () => {
    await connect(undefined);
    const connector = await helpdesk(start('one'));
    stage.server.revoke();
    stage.server.mood = 'broken';
    await expect(myself(connector)).rejects.toMatchObject({ reason: 'upstream_error' });
    stage.server.mood = 'well';
    clock.aheadMs += 10_000;
    expect(await myself(connector)).not.toBeNull();
  });
});

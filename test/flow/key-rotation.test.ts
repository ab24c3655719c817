import { randomBytes } from 'node:crypto';
import { secretsReseal } from '@sidelight/api/cli/secrets-reseal.ts';
import { secretsRotate } from '@sidelight/api/cli/secrets-rotate.ts';
import type { Verb } from '@sidelight/api/cli/verb.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';
import { SITES } from '../world/oauth/atlassian-app.ts';
import { HUB_ACCOUNTS } from '../world/oauth/hubspot-app.ts';
import { typedKeys } from '../world/vendor-keys.ts';
import { startWorld, type World } from '../world/world.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';
import { type SidebarAgent, startAgent } from './sidebar-agent.ts';
import { until } from './until.ts';

const server = process.env.TEST_DATABASE_URL;
const TICKETS = 6;
const [OLD, NEW] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
/** What was counted, for whoever runs it to look at. */
const note = (what: string, seen: object) => process.stdout.write(`${what}: ${JSON.stringify(seen)}\n`);

// As docs/secrets.md says it: "Replacing the key". Nobody is signed out, and nothing has to be entered anew.
describe.skipIf(!server)('keys are replaced while tickets are opened', { timeout: 120_000, retry: 0 }, () => {
  let world: World;
  let empty: EmptyPostgres;
  let database: OpenDatabase;
  let ports: readonly number[];
  let front: RoundRobin;
  let replicas: Replica[];
  let agents: readonly SidebarAgent[] = [];
  let stage: ReturnType<typeof connectStage>;
  let base: Record<string, string>;
  let keys: Record<string, string> = { SECRETS_KEY: OLD };

  const start = (nth: number) => startReplica({ env: { ...base, ...keys }, port: ports[nth]! });
  const session = async () => {
    const entry = await world.session({ role: 'admin', location: 'nav_bar' }, AbortSignal.timeout(10_000));
    if (!entry.ok) throw new Error(`the entry answered ${entry.status}`);
    return entry.token;
  };

  beforeAll(async () => {
    world = await startWorld({ customers: 20 });
    empty = await createEmptyPostgres(server!);
    ports = await freePorts(3);
    front = await startRoundRobin(
      ports[2]!,
      [0, 1].map((nth) => `http://127.0.0.1:${ports[nth]}`),
    );
    world.setApiUrl(front.url);
    base = { ...world.installEnv(), DATABASE_URL: empty.url, DRAIN_MS: '400' };
    replicas = await Promise.all([start(0), start(1)]);
    database = await openDatabase({ url: empty.url });
    const product = { world, url: front.url, session };
    const admin = await adminOf(product);
    stage = connectStage(product, session);
    for (const [connector, inputs] of typedKeys(world).filter(([id]) => id !== 'hubspot' && id !== 'jira'))
      await stage.call('POST', `/connections/${connector}`, admin, { inputs, save: true });
    await stage.consent('hubspot', { accounts: [HUB_ACCOUNTS[0]!.id] });
    await stage.consent('jira', { accounts: [SITES[0]!.id] });
    const linked = world.tickets.filter(({ truth }) => truth.customer.state === 'linked').slice(0, TICKETS);
    const ticketIds = linked.map(({ ticketId }) => String(ticketId));
    const come = () => startAgent({ world, url: front.url, role: 'admin', ticketIds });
    agents = await Promise.all([come(), come()]);
    await until(() => agents.every((agent) => agent.opened() >= TICKETS), 40_000);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(agents.map((agent) => agent.stop()));
    await Promise.all(replicas.map((replica) => replica.stop('SIGTERM')));
    await front.close();
    await database.close();
    await empty.drop();
    await world.stop();
  }, 30_000);

  /** What went on while `work` was done, and a little longer. */
  async function during(work: () => Promise<void>) {
    const opened = () => agents.reduce((sum, agent) => sum + agent.opened(), 0);
    const [before, lost] = [opened(), front.lost().length];
    await work();
    const each = agents.map((agent) => agent.opened());
    await until(() => agents.every((agent, nth) => agent.opened() >= each[nth]! + TICKETS), 30_000);
    const errors = agents.flatMap((agent) => agent.errors);
    return { opened: opened() - before, lost: front.lost().slice(lost), errors };
  }
  async function restartWith(next: Record<string, string>): Promise<void> {
    keys = next;
    for (const nth of [0, 1]) {
      await replicas[nth]!.stop('SIGTERM');
      replicas[nth] = await start(nth);
    }
  }
  const unusable = async () => {
    const setup = Setup.parse(await (await stage.call('GET', '')).json());
    return setup.connections.flatMap(({ connector, standing }) => (standing.kind === 'connected' ? [] : [connector]));
  };

  it.each([
    ['both servers know the next one', { SECRETS_KEY: OLD, SECRETS_KEY_PREVIOUS: NEW }],
    ['both use it, and know the one before', { SECRETS_KEY: NEW, SECRETS_KEY_PREVIOUS: OLD }],
  ])('%s: no opening fails, and nobody is signed out', async (step, next) => {
    const seen = await during(() => restartWith(next));
    note(step, { ...seen, errors: seen.errors.length });
    expect(seen).toMatchObject({ lost: [], errors: [] });
    expect(await unusable()).toEqual([]);
  });

  /** At the command line of whoever runs the servers. */
  async function say(verb: Verb): Promise<void> {
    const said: string[] = [];
    const code = await verb.run([], {
      ...{ cwd: '.', env: { ...base, ...keys }, now: Date.now, signal: AbortSignal.timeout(30_000) },
      out: (text) => void said.push(text),
      err: (text) => void said.push(text),
    });
    expect(code, said.join('')).toBe(0);
  }

  it('data keys are wrapped anew meanwhile, and then the new key is enough', async () => {
    const seen = await during(async () => {
      await say(secretsRotate);
      await restartWith({ SECRETS_KEY: NEW });
    });
    note('the new one alone', { ...seen, errors: seen.errors.length });
    expect(seen).toMatchObject({ lost: [], errors: [] });
    expect(await unusable()).toEqual([]);
    const wrapped = await database.db.selectFrom('data_keys').select('wrapped_by').distinct().execute();
    expect(wrapped, 'by the new one alone').toHaveLength(1);
  });

  it('every stored secret is sealed anew by another data key, and both servers read on', async () => {
    const sealed = () => database.db.selectFrom('secrets').select('sealed').orderBy('version').execute();
    const before = await sealed();
    const seen = await during(() => say(secretsReseal));
    note('sealed anew', { ...seen, errors: seen.errors.length, secrets: before.length });
    expect(seen).toMatchObject({ lost: [], errors: [] });
    expect(await unusable()).toEqual([]);
    const after = await sealed();
    expect(after.some((row) => before.some((old) => old.sealed === row.sealed))).toBe(false);
  });

  it('a vendor’s sign-in is replaced by a key, and that by another sign-in', async () => {
    const { token } = world.credentials.hubspot;
    const seen = await during(async () => {
      const typed = await stage.call('POST', '/connections/hubspot', undefined, { inputs: { token }, save: true });
      expect(await typed.json()).toMatchObject({ isSaved: true });
      expect(world.registered.hubspot.grants.standing(), 'given back').toEqual([]);
      expect((await stage.consent('hubspot', { accounts: [HUB_ACCOUNTS[0]!.id] })).text).toContain('Connected');
    });
    note('a vendor’s', { ...seen, errors: seen.errors.length });
    expect(seen).toMatchObject({ lost: [], errors: [] });
    expect(await unusable()).toEqual([]);
  });
});

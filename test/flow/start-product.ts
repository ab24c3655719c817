import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSessions } from '@sidelight/api/access/session.ts';
import { createService, type Service } from '@sidelight/api/composition/service.ts';
import { readConfig } from '@sidelight/api/config/config.ts';
import { createLog } from '@sidelight/api/log.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { steadyNow } from '@sidelight/api/steady-clock.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { ContextAnswer, ContextEvent } from '@sidelight/shared/context/event.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { sql } from 'kysely';
import { staffFor } from '../world/company/staff.ts';
import { METRICS_TOKEN } from '../world/environment.ts';
import { steadyBy } from '../world/steady-by.ts';
import { startWorld, type World, type WorldOptions } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { patient } from './patient-map.ts';

interface As {
  readonly role?: 'agent' | 'lead' | 'admin';
  /** They may open some tickets only. */
  readonly isRestricted?: boolean;
}

export interface Product {
  readonly world: World;
  readonly url: string;
  readonly database: OpenDatabase;
  readonly logLines: string[];
  session(role?: 'agent' | 'lead' | 'admin'): Promise<string>;
  /** What the entry would issue to this user, where a test brings its own keys or clock. */
  sessionFor(userId: string, as?: As): Promise<string>;
  /** The same for anybody of any helpdesk. */
  sessionAs(who: { readonly tenant: string; readonly role: 'agent' | 'lead' | 'admin' }): string;
  /** The events of one context stream, each checked against the contract, with its arrival in ms. */
  stream(token: string, body: unknown, signal?: AbortSignal): Promise<{ events: ContextEvent[]; atMs: number[] }>;
  whole(token: string, body: unknown): Promise<ContextAnswer>;
  post(path: string, token: string | undefined, body: unknown): Promise<Response>;
  /** As whoever watches the server. */
  operator(path: string): Promise<Response>;
  /** As on SIGHUP, by the same map. */
  reload(): Promise<void>;
  /** The service alone: the world goes on. */
  stopService(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly world?: WorldOptions;
  readonly env?: Record<string, string>;
  readonly now?: () => number;
  /** A clock that never jumps; without it, as far as `now` goes on, or the machine's own. */
  readonly steadyNow?: () => number;
  /** Where jitter comes from; true chance without it. */
  readonly random?: () => number;
  readonly distDir?: string;
  /** One that is already open, emptied first: opening PGlite takes a second. */
  readonly database?: OpenDatabase;
  /** A second process of the same service over the same world; leaves that world running when it stops. */
  readonly beside?: Pick<Product, 'world'>;
  /** Leaves what an earlier run has written: a restart. */
  readonly isRestart?: boolean;
  /** A server nobody has connected, in a world whose helpdesk has to be; it knows its own address beforehand. */
  readonly isNew?: boolean;
  /** Every read has the time that the map gives it; else several times as much, for a test that is not about time. */
  readonly isAsShipped?: boolean;
  readonly changeMap?: (map: IntegrationMap) => IntegrationMap;
  /** Systems are probed, and the canary read, as the map says. */
  readonly isPacedByMap?: boolean;
  /** How soon a tenant sleeps that nobody asks for. */
  readonly tenantIdleMs?: number;
  /** Systems are probed, and the canary read, at this pace; without it only where a test asks. */
  readonly pace?: HealthPace;
}

/** Fast enough for a test: everything the map says in seconds happens in tenths. */
interface HealthPace {
  readonly quietMs: number;
  readonly suspectMs?: number;
  readonly downMs?: number;
  readonly lockedMs?: number;
  readonly canaryEveryMs?: number;
}

/** The real service over the real world, in this process, on free ports, with a database in memory. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const world = options.beside?.world ?? (await startWorld({ customers: 20, ...options.world }));
  const now = options.now ?? Date.now;
  const logLines: string[] = [];
  const database = options.database
    ? await (options.isRestart ? options.database : emptied(options.database))
    : await openDatabase({ inMemory: true });
  const { SESSION_SECRET } = options.env ?? {};
  const secret = SESSION_SECRET === undefined ? randomBytes(32) : Buffer.from(SESSION_SECRET, 'base64');
  /** Made only where something is put beside a store that does not answer. */
  const dataDir = join(tmpdir(), `sidelight-flow-${randomBytes(6).toString('hex')}`);
  const port = options.isNew ? (await freePorts(1))[0]! : 0;
  if (options.isNew) world.setApiUrl(`http://127.0.0.1:${port}`);
  const shipped = await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal);
  const map = options.isAsShipped ? shipped : patient(shipped);
  const changed = options.changeMap ? options.changeMap(map) : map;
  const used = options.isPacedByMap ? changed : paced(changed, options.pace);
  const service: Service = await createService({
    config: readConfig({
      ...(options.isNew ? world.installEnv() : world.env()),
      SESSION_SECRET: secret.toString('base64'),
      DRAIN_MS: '0',
      DATA_DIR: dataDir,
      ...options.env,
    }),
    map: used,
    database: options.database ? { ...database, close: async () => {} } : database,
    log: createLog('info', { write: (line) => void logLines.push(line) }),
    distDir: options.distDir ?? join(import.meta.dirname, 'pages'),
    now,
    // Where a test lets time pass, it passes by both.
    steadyNow: options.steadyNow ?? (options.now ? steadyBy(options.now) : steadyNow),
    random: options.random ?? Math.random,
    ...(options.tenantIdleMs !== undefined && { tenantIdleMs: options.tenantIdleMs }),
  });
  await new Promise<void>((resolve) => service.server.listen(port, '127.0.0.1', resolve));
  const address = service.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  if (!options.beside) world.setApiUrl(url);

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= service.close());
  const post = (path: string, token: string | undefined, body: unknown, accept?: string, signal?: AbortSignal) =>
    fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(accept ? { accept } : {}),
      },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });

  return {
    world,
    url,
    database,
    logLines,
    post: (path, token, body) => post(path, token, body),
    operator: (path) => fetch(url + path, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } }),
    async session(role = 'agent') {
      // A helpdesk token is good for real minutes only; with a clock of its own a test gets what the entry would issue.
      if (options.now) return createSessions(secret, { now }).issue(someone(role)).token;
      const answer = await world.session({ role, location: 'ticket_sidebar' }, AbortSignal.timeout(20_000));
      if (!answer.ok) throw new Error(`the entry answered ${answer.status}`);
      return answer.token;
    },
    async sessionFor(userId, { role = 'agent', isRestricted } = {}) {
      const who = { ...someone(role), userId, ...(isRestricted && { seesAllTickets: undefined }) };
      return createSessions(secret, { now }).issue(who).token;
    },
    sessionAs: ({ tenant, role }) =>
      createSessions(secret, { now }).issue({ ...someone(role), tenant: requireTenant(tenant) }).token,
    async stream(token, body, signal) {
      const response = await post('/v1/context', token, body, 'application/x-ndjson', signal);
      if (response.status !== 200) throw new Error(`context answered ${response.status}: ${await response.text()}`);
      const started = performance.now();
      const events: ContextEvent[] = [];
      const atMs: number[] = [];
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          events.push(ContextEvent.parse(JSON.parse(line)));
          atMs.push(performance.now() - started);
        }
      }
      return { events, atMs };
    },
    async whole(token, body) {
      const response = await post('/v1/context', token, body, 'application/json');
      return ContextAnswer.parse(await response.json());
    },
    reload: () => service.reload({ map: used }),
    stopService: close,
    async stop() {
      await close();
      if (!options.beside) await world.stop();
    },
  };
}

const someone = (role: 'agent' | 'lead' | 'admin') => ({
  tenant: requireTenant('acme'),
  // As the helpdesk knows them, which is asked again.
  userId: String(staffFor(role, 'en')),
  role,
  locale: 'en-US',
  seesAllTickets: true as const,
  location: 'ticket_sidebar',
});

/** A test that counts calls wants none of ours among them. */
function paced(map: IntegrationMap, pace: HealthPace | undefined): IntegrationMap {
  const { canary, ...rules } = map.health;
  if (!pace) return { ...map, health: { ...rules, probes: { ...rules.probes, isOn: false } } };
  const { quietMs, suspectMs = 100, downMs = 200, lockedMs = 300, canaryEveryMs } = pace;
  const probes = { isOn: true, quietMs, suspectMs, downMs, lockedMs };
  const watched = canary && canaryEveryMs !== undefined ? { canary: { ...canary, everyMs: canaryEveryMs } } : {};
  // Every look at a status page is a reading.
  return unmetered({ ...map, health: { ...rules, probes, statusPages: { everyMs: 0 }, ...watched } });
}

/** At such a pace probes alone would use up what any vendor allows. */
function unmetered(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const connectors = Object.entries(spec.connectors).map(([own, declared]) => [own, { ...declared, quota: PLENTY }]);
    return [id, { ...spec, connectors: Object.fromEntries(connectors) }];
  });
  return { ...map, systems: Object.fromEntries(systems) };
}
const PLENTY = { share: 10_000 };

async function emptied(database: OpenDatabase): Promise<OpenDatabase> {
  await database.db.transaction().execute(async (tx) => {
    await sql`select set_config('sidelight.forgets', '*', true)`.execute(tx);
    await sql`truncate audit, audit_heads, audit_signed_heads, audit_checks`.execute(tx);
  });
  await sql`truncate links, link_rejections, last_known, webhook_inbox, health_signals, connection_health,
    health_versions, incidents, incident_entries, incident_answers, incident_warnings, planned_maintenance, leases, presence, shown_answers, believed_answers,
    alerts, ticket_marks, dead_letters, speeds, promises, observations, tenants, used_entries, connections, connection_tests,
    webhook_registrations, data_keys, secrets, rollouts, rollout_steps, served_contexts,
    call_usage, field_reveals`.execute(database.db);
  return database;
}

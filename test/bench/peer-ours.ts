import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSessions } from '@sidelight/api/access/session.ts';
import { createService } from '@sidelight/api/composition/service.ts';
import { readConfig } from '@sidelight/api/config/config.ts';
import { createLog } from '@sidelight/api/log.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { steadyNow } from '@sidelight/api/steady-clock.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { answerQuestions } from './answer-questions.ts';
import { fourReads } from './fixture-map.ts';

/** The product, whole: session, zod, map, mask, audit, policies. MAP: `four`, `four-forgetful` or `whole`. */
const secret = randomBytes(32);
/** The peers ask nobody by themselves either. */
const unprobed = (given: IntegrationMap): IntegrationMap => ({
  ...given,
  health: { ...given.health, probes: { ...given.health.probes, isOn: false } },
});
const map = await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal);
const url = process.env.BENCH_DATABASE_URL;
const service = await createService({
  config: readConfig({ ...process.env, SESSION_SECRET: secret.toString('base64') }),
  map: unprobed(process.env.MAP === 'whole' ? map : fourReads(map, process.env.MAP === 'four-forgetful')),
  database: await openDatabase(url ? { url } : { inMemory: true }),
  log: createLog('error'),
  distDir: join(import.meta.dirname, '../../apps/sidebar/dist'),
  now: Date.now,
  steadyNow,
  random: Math.random,
});
const { token } = createSessions(secret, { now: Date.now }).issue({
  tenant: requireTenant(process.env.SIDELIGHT_TENANT ?? ''),
  userId: '7001',
  role: 'agent',
  locale: 'en',
  location: 'ticket_sidebar',
});
service.server.keepAliveTimeout = 60_000;
service.server.listen(0, '127.0.0.1', () => {
  // A TCP server that listens has an address with a port.
  answerQuestions({ url: `http://127.0.0.1:${(service.server.address() as AddressInfo).port}`, token });
});

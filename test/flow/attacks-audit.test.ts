import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { startWorld } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { judge, watch } from './kill-views.ts';
import { openLinkBook } from './link-book.ts';
import { type Replica, startReplica } from './replica.ts';

const server = process.env.TEST_DATABASE_URL;

it.skipIf(!server)(
  'three processes write one audit under load, one is killed, and its chain has no fork and no view without a row',
  async () => {
    const [world, empty, waiting, ports] = await Promise.all([
      startWorld({ customers: 20 }),
      createEmptyPostgres(server!),
      mkdtemp(join(tmpdir(), 'sidelight-audit-')),
      freePorts(3),
    ]);
    const env = {
      ...world.env(),
      ...{ DATABASE_URL: empty.url, SESSION_SECRET: randomBytes(32).toString('base64'), DRAIN_MS: '0' },
    };
    const replicas: Replica[] = [];
    try {
      for (const [nth, port] of ports.entries())
        replicas.push(await startReplica({ env: { ...env, DATA_DIR: join(waiting, String(nth)) }, port }));
      world.setApiUrl(replicas[0]!.url);
      const { token } = (await world.session(
        { role: 'lead', location: 'ticket_sidebar' },
        AbortSignal.timeout(20_000),
      )) as { token: string };
      const shown = new Set<string>();
      const open = async (replica: Replica, ticketId: number) => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const body = JSON.stringify({ ticketId: String(ticketId) });
        await watch(await fetch(`${replica.url}/v1/context`, { method: 'POST', headers, body }), shown);
      };
      let isOver = false;
      const writers = replicas.flatMap((replica, nth) =>
        [...Array(8).keys()].map(async (i) => {
          for (let k = 0; !isOver; k++) await open(replica, 1001 + ((nth * 5 + i * 7 + k) % 20)).catch(() => {});
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await replicas[1]!.stop('SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      isOver = true;
      await Promise.all(writers);
      expect(shown.size).toBeGreaterThan(50);
      // What waited in the file of the one that was killed is taken in when it is there again.
      replicas[1] = await startReplica({ env: { ...env, DATA_DIR: join(waiting, '1') }, port: ports[1]! });
      await Promise.all(replicas.map((replica) => replica.stop('SIGTERM')));
      expect(await judge(empty, shown, openLinkBook())).toMatchObject({ unrecorded: 0, twice: 0, findings: 0 });
    } finally {
      await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
      await world.stop();
      await empty.drop();
      await rm(waiting, { recursive: true });
    }
  },
  180_000,
);

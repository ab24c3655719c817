import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';

export interface KillStageOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  readonly program?: string | undefined;
}

/** One address at which a process is started, killed and started again, each time on the same database. */
export interface KillStage {
  readonly world: World;
  /** Where rows wait for a database that is away. */
  readonly waiting: string;
  /** The next process; its helpdesk knows where it is. `flags`: of Node. */
  start(flags?: readonly string[]): Promise<Replica>;
  /** A session of a lead at the process that runs. */
  session(): Promise<string>;
  stop(): Promise<void>;
}

export async function openKillStage({ database, program }: KillStageOptions): Promise<KillStage> {
  const waiting = await mkdtemp(join(tmpdir(), 'sidelight-kill-'));
  const world = await startWorld({ customers: 20 });
  const [port] = await freePorts(1);
  const env = {
    ...world.env(),
    ...('url' in database ? { DATABASE_URL: database.url, DATA_DIR: waiting } : { DATA_DIR: database.dataDir }),
    ...{ SESSION_SECRET: randomBytes(32).toString('base64'), DRAIN_MS: '0' },
  };
  let replica: Replica | undefined;
  return {
    world,
    waiting,
    async start(flags = []) {
      replica = await startReplica({ env, port: port!, flags, ...(program !== undefined && { program }) });
      world.setApiUrl(replica.url);
      return replica;
    },
    async session() {
      const session = await world.session({ role: 'lead', location: 'ticket_sidebar' }, AbortSignal.timeout(20_000));
      if (!session.ok) throw new Error(`the entry answered ${session.status}`);
      return session.token;
    },
    async stop() {
      await replica?.stop('SIGKILL');
      await world.stop();
      await rm(waiting, { recursive: true });
    },
  };
}

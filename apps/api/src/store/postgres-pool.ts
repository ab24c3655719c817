import pg from 'pg';
import { inTime } from './in-time.ts';
import { createSilenceWatch, DatabaseSilent, type SilenceWatch } from './silence-watch.ts';

export interface WatchedPool {
  /** As Kysely takes it. */
  readonly pool: Pick<pg.Pool, 'end' | 'options'> & { connect(): Promise<pg.PoolClient> };
  readonly watch: SilenceWatch;
}

const CONNECT_MS = 3000;
const PATIENCE_MS = 2000;
/** A connection that is not used is kept known to whatever stands in between. */
const KEEP_ALIVE_MS = 10_000;
/** Another process migrates: it is waited for. */
const OPENING_MS = 11 * 60_000;
/** What any statement may take once it is open. One that is broken off goes on at the server to its end. */
export const QUERY_MS = 60_000;

/** Connections to PostgreSQL of which nobody waits for longer than it takes to see that it does not answer. */
export function createWatchedPool(url: string, onSilent: (isSilent: boolean) => void): WatchedPool {
  const watch = createSilenceWatch({ ask: () => isThere(url), onChange: onSilent });
  watch.setLongest(OPENING_MS);
  const pool = new pg.Pool({
    ...{ connectionString: url, max: 10, connectionTimeoutMillis: CONNECT_MS, stream: watch.socket },
    ...{ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS },
  });
  // An idle connection that breaks is replaced; the query that needs one reports it.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    // So it is while somebody holds it between two queries: their next one reports it. Unheard, it would end the process.
    client.on('error', () => {});
    watchQueries(client, watch);
  });
  return {
    watch,
    pool: {
      options: pool.options,
      async connect() {
        if (watch.isSilent()) throw new DatabaseSilent();
        return watch.note(pool.connect(), () => {});
      },
      end: () => pool.end(),
    },
  };
}

/** Every query of this connection is one that is waited for. */
function watchQueries(client: pg.PoolClient, watch: SilenceWatch): void {
  const { query } = client;
  Object.assign(client, {
    query(...given: readonly unknown[]): unknown {
      const answer: unknown = Reflect.apply(query, client, given);
      // It breaks the connection off where something is under way on it.
      const giveUp = () => void Reflect.apply(pg.Client.prototype.end, client, []);
      return answer instanceof Promise ? watch.note(answer, giveUp) : answer;
    },
  });
}

/** Whoever refuses, for whatever reason, does answer: what is asked of them fails by itself. */
async function isThere(url: string): Promise<boolean> {
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS },
  });
  client.on('error', () => {});
  try {
    await inTime(
      client.connect().then(() => client.query('select 1')),
      PATIENCE_MS,
    );
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && !NOBODY.has(String(error.code));
  } finally {
    client.end().catch(() => {});
  }
}

/** Neither is an answer. */
const NOBODY: ReadonlySet<string> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED']);

import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verb } from '@sidelight/api/cli/verb.ts';
import { done } from '@sidelight/api/jobs/outcome.ts';
import { queues, syncRunQueue } from '@sidelight/api/jobs/queues.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { afterEach, beforeEach } from 'vitest';
import { createEmptyPostgres } from './fresh-postgres.ts';
import { type JobStage, openJobStage } from './job-stage.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const result = {
  ...{
    left: 3,
    right: 2,
    linked: 2,
    newLinks: 1,
    alone: { left: 1, right: 0 },
    creations: { left: 0, right: 0 },
    ambiguous: 1,
  },
  ...{
    writes: { phone: { left: 0, right: 2 } },
    changed: 2,
    asked: 1,
    unreadable: 4,
    gone: { left: 0, right: 0 },
    refused: null,
  },
};

interface Asked {
  readonly stop?: AbortSignal;
  onErr?(text: string): void;
}
export async function ask(
  verb: Verb,
  env: Record<string, string>,
  args: readonly string[],
  { stop, onErr }: Asked = {},
) {
  const said = { out: '', err: '' };
  const code = await verb.run(args, {
    ...{ cwd: '/', now: Date.now, signal: stop ?? new AbortController().signal },
    env: {
      ...{ SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 't' },
      ...{ ZENDESK_APP_PUBLIC_KEY: appKey, MAP_DIR: join(import.meta.dirname, '../../map'), ...env },
    },
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
      onErr?.(text);
    },
  });
  return { code, ...said };
}

interface Place {
  readonly options: DatabaseOptions;
  readonly env: Record<string, string>;
  drop(): Promise<void>;
}
export async function onDisk(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
  return { options: { dataDir: folder }, env: { DATA_DIR: folder }, drop: () => rm(folder, { recursive: true }) };
}
export async function onServer(server: string): Promise<Place> {
  const { url, drop } = await createEmptyPostgres(server);
  return { options: { url }, env: { DATABASE_URL: url }, drop };
}

/** What changes something goes into the audit, by a key. */
const KEY = { SESSION_SECRET: Buffer.alloc(32, 1).toString('base64') };

export function placed(make: () => Promise<Place>, own: Readonly<Record<string, string>> = KEY) {
  let place: Place;
  beforeEach(async () => {
    const made = await make();
    place = { ...made, env: { ...made.env, ...own } };
  });
  afterEach(() => place.drop());
  return {
    run: (verb: Verb, ...args: string[]) => ask(verb, place.env, args),
    /** In another environment, on the same database. */
    runIn: (env: Record<string, string>, verb: Verb, ...args: string[]) => ask(verb, { ...place.env, ...env }, args),
    watch: (verb: Verb, args: readonly string[], asked: Asked) => ask(verb, place.env, args, asked),
    /** As a server would, which has the database for itself meanwhile. */
    async within<T>(work: (database: OpenDatabase, stage: JobStage) => Promise<T>): Promise<T> {
      const database = await openDatabase(place.options);
      const stage = await openJobStage(database, [...queues]);
      try {
        return await work(database, stage);
      } finally {
        await stage.close();
        await database.close();
      }
    },
  };
}

export const storeOf = ({ db }: OpenDatabase, { jobs }: JobStage) => createSyncStore(db, jobs, Date.now);

/** Begins and ends every run that was asked for. */
export const doRuns = ({ db }: OpenDatabase, stage: JobStage) =>
  stage.work(syncRunQueue, {
    async run({ tenant, ids: { runId } }) {
      const runs = createSyncRuns(db, stage.jobs);
      await runs.began(tenant, runId, { phase: 'reading_left', done: 3 });
      await runs.ended(tenant, runId, result);
      return done;
    },
    abandon: async () => {},
  });

import { setTimeout as wait } from 'node:timers/promises';
import type { RunKind } from '@sidelight/shared/sync/sync-report.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { SyncRun } from '../store/sync-runs.ts';
import { askedBy } from './asked-by.ts';
import type { OpenedSync } from './open-sync.ts';
import { resultLines, runLine } from './run-lines.ts';
import { type CliDeps, FOUND, OK } from './verb.ts';
import { watchRun } from './watch-run.ts';

/** One comparison that is asked for. */
export interface AskedRun {
  readonly object: string;
  readonly kind: RunKind;
  /** Of a backfill. */
  readonly field?: string;
}

const IN_LINE =
  'It is in line. This database is open to one process at a time: start the server, which does it; once it has ' +
  'been stopped again, `sidelight sync status <object>` shows what came of it.\n';

/** Asks for comparisons, one after the other, and tells how they get on. */
export async function runAll(
  opened: OpenedSync,
  asked: readonly AskedRun[],
  isJson: boolean,
  around: CliDeps,
): Promise<number> {
  const { tenant, isShared, runs } = opened;
  const ids: string[] = [];
  const code = await opened.onRecord(async (recordOf) => {
    for (const one of asked) ids.push(await ask(opened, one, around, recordOf('sync.compared', { about: one.object })));
    return OK;
  });
  if (code !== OK) return code;
  const seen: SyncRun[] = [];
  for (const id of ids) {
    const ended = isShared ? await watch(opened, id, around) : undefined;
    const run = ended ?? (await runs.find(tenant, id));
    if (run) seen.push(run);
    if (ended && !isJson) around.out(`${resultLines(ended, await runs.sample(tenant, ended.id)).join('\n')}\n`);
  }
  if (isJson) around.out(`${JSON.stringify({ runs: seen })}\n`);
  if (!isShared) around.err(IN_LINE);
  else if (around.signal.aborted) around.err('It goes on. `sidelight sync status` shows how it gets on.\n');
  const isOver = seen.length === ids.length && seen.every(({ state }) => state === 'done');
  return isOver || !isShared ? OK : FOUND;
}

/** One that is in line or under way already is that which is watched. */
async function ask(
  { tenant, runs, status }: OpenedSync,
  { object, kind, field }: AskedRun,
  { err }: CliDeps,
  record: OnRecord,
): Promise<string> {
  const id = await status.runUnderWay(tenant, object, kind, field);
  const underWay = id === undefined ? undefined : await runs.find(tenant, id);
  if (!underWay) return runs.ask(tenant, object, kind, askedBy(), field, record);
  err(`${object}: ${underWay.askedBy} has asked for it already\n`);
  return underWay.id;
}

/** Holds what is under way, or lets it go on; of all that are meant by these. */
export const pauseOrGoOn = (
  { tenant, runs, status, onRecord }: OpenedSync,
  asked: readonly AskedRun[],
  isPaused: boolean,
  isJson: boolean,
  { out, err }: CliDeps,
): Promise<number> =>
  onRecord(async (recordOf) => {
    for (const { object, kind, field } of asked) {
      const id = await status.runUnderWay(tenant, object, kind, field);
      if (id === undefined) continue;
      const record = recordOf('sync.paused', { about: object });
      if (!(isPaused ? await runs.pause(tenant, id, askedBy(), record) : await runs.goOn(tenant, id, record))) continue;
      const run = await runs.find(tenant, id);
      if (isJson) out(`${JSON.stringify({ runs: run ? [run] : [] })}\n`);
      else if (run) out(`${object}: ${runLine(run)}\n`);
      return OK;
    }
    err(`there is nothing to ${isPaused ? 'pause' : 'go on with'}\n`);
    return FOUND;
  });

const watch = ({ runs, tenant }: OpenedSync, id: string, { err, now, signal }: CliDeps) =>
  watchRun(
    {
      ...{ now, signal, find: (runId: string) => runs.find(tenant, runId) },
      pause: (ms) => wait(ms, undefined, { signal }).catch(() => {}),
      say: (line) => err(`${line}\n`),
    },
    id,
  );

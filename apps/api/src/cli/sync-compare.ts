import { setTimeout as wait } from 'node:timers/promises';
import type { RunKind, SyncRun } from '../store/sync-runs.ts';
import { askedBy } from './asked-by.ts';
import { isInMap, type OpenedSync, withSync } from './open-sync.ts';
import { parseArguments } from './parse-arguments.ts';
import { resultLines } from './run-lines.ts';
import { type CliDeps, FOUND, OK, type Verb, WRONGLY_ASKED } from './verb.ts';
import { watchRun } from './watch-run.ts';

const flag = { type: 'boolean', default: false } as const;

export const syncPlan: Verb = {
  name: 'sync plan',
  takes: '[object] [--json]',
  help: 'a dry run: what sync would write, by field and side; a running server does it, and nothing is written',
  async run(args, around) {
    const read = parseArguments({ args: [...args], allowPositionals: true, options: { json: flag } });
    if (!read || read.positionals.length > 1) return refuse(around, syncPlan);
    const [object] = read.positionals;
    return withSync(around, (opened) => compare(opened, object, 'dry_run', read.values.json, around));
  },
};

export const syncReconcile: Verb = {
  name: 'sync reconcile',
  takes: '<object> [--dry-run | --approve] [--json]',
  help: 'compares everything on both sides and repairs what differs, however much it is with --approve; a running server does it',
  async run(args, around) {
    const options = { json: flag, 'dry-run': flag, approve: flag };
    const read = parseArguments({ args: [...args], allowPositionals: true, options });
    const [object] = read?.positionals ?? [];
    if (!read || object === undefined || read.positionals.length > 1) return refuse(around, syncReconcile);
    const { json, 'dry-run': isDryRun, approve } = read.values;
    if (isDryRun && approve) return refuse(around, syncReconcile);
    return withSync(around, async (opened) => {
      const isOn = await opened.switches.isOn(opened.tenant, object);
      if (!isDryRun && opened.objects.includes(object) && !isOn) {
        around.err(
          `${object} is off, and nothing of it is written. \`sidelight sync run ${object}\` switches it on.\n`,
        );
        return FOUND;
      }
      return compare(opened, object, isDryRun ? 'dry_run' : approve ? 'approved' : 'compare', json, around);
    });
  },
};

function refuse({ err }: CliDeps, { name, takes }: Verb): number {
  err(`write sidelight ${name} ${takes}\n`);
  return WRONGLY_ASKED;
}

/** All kinds of record where none is named, one after the other. */
async function compare(
  opened: OpenedSync,
  object: string | undefined,
  kind: RunKind,
  isJson: boolean,
  around: CliDeps,
): Promise<number> {
  if (object !== undefined && !isInMap(opened, object, around)) return WRONGLY_ASKED;
  const { tenant, isShared } = opened;
  const asked: string[] = [];
  for (const each of object === undefined ? opened.objects : [object])
    asked.push(await ask(opened, each, kind, around));
  const seen: SyncRun[] = [];
  for (const id of asked) {
    const ended = isShared ? await watch(opened, id, around) : undefined;
    const run = ended ?? (await opened.runs.find(tenant, id));
    if (run) seen.push(run);
    if (ended && !isJson) around.out(`${resultLines(ended).join('\n')}\n`);
  }
  if (isJson) around.out(`${JSON.stringify({ runs: seen })}\n`);
  if (!isShared)
    around.err(
      'It is in line. This database is open to one process at a time: start the server, which does it; once it has ' +
        'been stopped again, `sidelight sync status <object>` shows what came of it.\n',
    );
  else if (around.signal.aborted) around.err('It goes on. `sidelight sync status` shows how it gets on.\n');
  const isOver = seen.length === asked.length && seen.every(({ state }) => state === 'done');
  return isOver || !isShared ? OK : FOUND;
}

/** One that is in line or under way already is that which is watched. */
async function ask({ tenant, runs, status }: OpenedSync, object: string, kind: RunKind, { err }: CliDeps) {
  const id = await status.runUnderWay(tenant, object, kind);
  const underWay = id === undefined ? undefined : await runs.find(tenant, id);
  if (!underWay) return runs.ask(tenant, object, kind, askedBy());
  err(`${object}: ${underWay.askedBy} has asked for it already\n`);
  return underWay.id;
}

const watch = ({ runs, tenant }: OpenedSync, id: string, { err, now, signal }: CliDeps) =>
  watchRun(
    {
      ...{ now, signal, find: (runId: string) => runs.find(tenant, runId) },
      pause: (ms) => wait(ms, undefined, { signal }).catch(() => {}),
      say: (line) => err(`${line}\n`),
    },
    id,
  );

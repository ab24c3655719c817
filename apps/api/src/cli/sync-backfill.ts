import { compileSync } from '../sync/compile.ts';
import { dryRunSeen } from '../sync/desk/may-switch-on.ts';
import { jsonOption } from './arguments/json-option.ts';
import { flag } from './arguments/option.ts';
import { isInMap, type OpenedSync, withSync } from './open-sync.ts';
import { type AskedRun, pauseOrGoOn, runAll } from './run-verb.ts';
import { asideWords } from './sync-words.ts';
import { type CliDeps, defineVerb, FOUND, WRONGLY_ASKED } from './verb.ts';

export const syncBackfill = defineVerb({
  name: 'sync backfill',
  takes: '<object> <field> [--dry-run | --pause | --resume] [--json]',
  help: 'compares one field of all pairs and writes what differs, once a dry run of it has been seen; a running server does it; --pause holds it, --resume goes on where it was',
  options: {
    'dry-run': flag('compares, and writes nothing'),
    pause: flag('holds the one that is under way'),
    resume: flag('goes on with one that is held'),
    ...jsonOption,
  },
  operands: 2,
  async run({ values, operands: [object, field] }, around, refuse) {
    const { json, 'dry-run': isDryRun, pause, resume } = values;
    if (object === undefined || field === undefined) return refuse('Say which kind of record, and which field of it.');
    if ([isDryRun, pause, resume].filter(Boolean).length > 1)
      return refuse('Of --dry-run, --pause and --resume it takes one at a time.');
    return withSync(around, async (opened) => {
      if (!isInMap(opened, object, around) || !isField(opened, object, field, around)) return WRONGLY_ASKED;
      const asked = (['backfill', 'backfill_dry_run'] as const).map((kind): AskedRun => ({ object, field, kind }));
      if (pause || resume) return pauseOrGoOn(opened, asked, pause, json, around);
      const obstacle = await obstacleOf(opened, object, field, isDryRun, around.now());
      if (obstacle !== undefined) {
        around.err(`${object} ${field}: ${obstacle}\n`);
        return FOUND;
      }
      return runAll(opened, [{ object, field, kind: isDryRun ? 'backfill_dry_run' : 'backfill' }], json, around);
    });
  },
});

function isField({ sync }: OpenedSync, object: string, field: string, { err }: Pick<CliDeps, 'err'>): boolean {
  const own = compileSync(sync).objects.find(({ id }) => id === object);
  const fields = (own?.fields ?? []).flatMap(({ id, isReplaced }) => (isReplaced ? [] : [id]));
  if (fields.includes(field)) return true;
  err(`${object} has no field ${field}: ${fields.join(', ')}\n`);
  return false;
}

async function obstacleOf(
  { tenant, switches, status, fieldStore }: OpenedSync,
  object: string,
  field: string,
  isDryRun: boolean,
  nowMs: number,
): Promise<string | undefined> {
  const aside = (await fieldStore.aside({ tenant, object })).find((one) => one.field === field && !one.isReturning);
  if (aside) return `it is set aside: ${asideWords(aside)}`;
  if (isDryRun) return undefined;
  if (!(await switches.isOn(tenant, object))) return `${object} is off, and nothing of it is written`;
  const seen = await dryRunSeen({ status }, tenant, object, field, nowMs);
  if (seen.kind === 'yes') return undefined;
  const why = seen.kind === 'no_dry_run' ? 'there has been no dry run of it' : 'its dry run is more than 7 days old';
  return `${why}. \`sidelight sync backfill ${object} ${field} --dry-run\` shows what would change; then say this again`;
}

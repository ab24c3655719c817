import { jsonOption } from './arguments/json-option.ts';
import { flag } from './arguments/option.ts';
import { isInMap, withSync } from './open-sync.ts';
import { type AskedRun, pauseOrGoOn, runAll } from './run-verb.ts';
import { defineVerb, FOUND, WRONGLY_ASKED } from './verb.ts';

export const syncPlan = defineVerb({
  name: 'sync plan',
  takes: '[object] [--json]',
  help: 'a dry run: what sync would write, by field and side; a running server does it, and nothing is written',
  options: jsonOption,
  operands: 1,
  async run({ values: { json }, operands: [object] }, around) {
    return withSync(around, async (opened) => {
      if (object !== undefined && !isInMap(opened, object, around)) return WRONGLY_ASKED;
      const objects = object === undefined ? opened.objects : [object];
      const asked = objects.map((each): AskedRun => ({ object: each, kind: 'dry_run' }));
      return runAll(opened, asked, json, around);
    });
  },
});

export const syncReconcile = defineVerb({
  name: 'sync reconcile',
  takes: '<object> [--dry-run | --approve | --pause | --resume] [--json]',
  help: 'compares everything on both sides and repairs what differs, however much it is with --approve; a running server does it; --pause holds it, --resume goes on with it',
  options: {
    'dry-run': flag('compares, and writes nothing'),
    approve: flag('writes what differs however much it is, also where it waits for somebody to agree'),
    pause: flag('holds the comparison that is under way'),
    resume: flag('goes on with one that is held'),
    ...jsonOption,
  },
  operands: 1,
  async run({ values, operands: [object] }, around, refuse) {
    const { json, 'dry-run': isDryRun, approve, pause, resume } = values;
    if (object === undefined) return refuse('Say which kind of record.');
    if ([isDryRun, approve, pause, resume].filter(Boolean).length > 1)
      return refuse('Of --dry-run, --approve, --pause and --resume it takes one at a time.');
    return withSync(around, async (opened) => {
      if (!isInMap(opened, object, around)) return WRONGLY_ASKED;
      if (pause || resume) {
        const kinds = ['approved', 'compare', 'dry_run'] as const;
        const asked = kinds.map((kind) => ({ object, kind }));
        return pauseOrGoOn(opened, asked, pause, json, around);
      }
      if (!isDryRun && !(await opened.switches.isOn(opened.tenant, object))) {
        around.err(
          `${object} is off, and nothing of it is written. \`sidelight sync run ${object}\` switches it on.\n`,
        );
        return FOUND;
      }
      return runAll(opened, [{ object, kind: isDryRun ? 'dry_run' : approve ? 'approved' : 'compare' }], json, around);
    });
  },
});

import { isInMap, withSync } from './open-sync.ts';
import { parseArguments } from './parse-arguments.ts';
import { type AskedRun, pauseOrGoOn, runAll } from './run-verb.ts';
import { type CliDeps, FOUND, type Verb, WRONGLY_ASKED } from './verb.ts';

const flag = { type: 'boolean', default: false } as const;

export const syncPlan: Verb = {
  name: 'sync plan',
  takes: '[object] [--json]',
  help: 'a dry run: what sync would write, by field and side; a running server does it, and nothing is written',
  async run(args, around) {
    const read = parseArguments({ args: [...args], allowPositionals: true, options: { json: flag } });
    if (!read || read.positionals.length > 1) return refuse(around, syncPlan);
    const [object] = read.positionals;
    return withSync(around, async (opened) => {
      if (object !== undefined && !isInMap(opened, object, around)) return WRONGLY_ASKED;
      const objects = object === undefined ? opened.objects : [object];
      const asked = objects.map((each): AskedRun => ({ object: each, kind: 'dry_run' }));
      return runAll(opened, asked, read.values.json, around);
    });
  },
};

export const syncReconcile: Verb = {
  name: 'sync reconcile',
  takes: '<object> [--dry-run | --approve | --pause | --resume] [--json]',
  help: 'compares everything on both sides and repairs what differs, however much it is with --approve; a running server does it; --pause holds it, --resume goes on with it',
  async run(args, around) {
    const options = { json: flag, 'dry-run': flag, approve: flag, pause: flag, resume: flag };
    const read = parseArguments({ args: [...args], allowPositionals: true, options });
    const [object] = read?.positionals ?? [];
    if (!read || object === undefined || read.positionals.length > 1) return refuse(around, syncReconcile);
    const { json, 'dry-run': isDryRun, approve, pause, resume } = read.values;
    if ([isDryRun, approve, pause, resume].filter(Boolean).length > 1) return refuse(around, syncReconcile);
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
};

function refuse({ err }: CliDeps, { name, takes }: Verb): number {
  err(`write sidelight ${name} ${takes}\n`);
  return WRONGLY_ASKED;
}

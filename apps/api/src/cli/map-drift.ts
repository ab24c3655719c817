import { relative } from 'node:path';
import { Observed } from '@sidelight/shared/map/observation.ts';
import { driftInWords, driftOf } from '../map/compare/drift.ts';
import { patchFor } from '../map/compare/patch-for.ts';
import { checkFiles } from '../map/load-map.ts';
import { parseMapTexts, readMapTexts } from '../map/map-files.ts';
import { createObservationLog } from '../store/observation-log.ts';
import { flag, number } from './arguments/option.ts';
import { askServer, serverOptions } from './ask-server.ts';
import { folderOf } from './map-folder.ts';
import { withTenant } from './open-tenant.ts';
import { type CliDeps, defineVerb, FOUND, OK } from './verb.ts';

const DAY_MS = 86_400_000;

export const mapDrift = defineVerb({
  name: 'map drift',
  takes: '[--days N] [--server url --token t] [--patch]',
  help: 'what the map declares against what was seen; --patch prints only what git apply takes',
  options: {
    days: number('N', { from: 1, to: 60 }, 'how many days are looked at', 7),
    ...serverOptions,
    patch: flag('prints only the change of the map, as `git apply` takes it'),
  },
  async run({ values }, around) {
    const { days } = values;
    const observed = values.server
      ? await askServer(values.server, `/v1/map/observed?days=${days}`, values.token, Observed, around)
      : await fromStore(days, around);
    if (!observed) return FOUND;
    const folder = folderOf(around);
    const texts = await readMapTexts(folder, around.signal);
    const files = parseMapTexts(texts);
    const drifts = driftOf(checkFiles(files, around.now()).map, observed);
    const patch = patchFor(drifts, files, texts, relative(around.cwd, folder));
    if (!values.patch) around.out(inWords(observed, drifts.map(driftInWords), patch !== ''));
    around.out(patch);
    return drifts.length > 0 ? FOUND : OK;
  },
});

const fromStore = (days: number, around: CliDeps): Promise<Observed | undefined> =>
  withTenant(around, async ({ db, tenant }) => ({
    days,
    all: await createObservationLog(db).since(tenant, around.now() - (days - 1) * DAY_MS),
  }));

function inWords({ days, all }: Observed, drifts: readonly string[], hasPatch: boolean): string {
  const span = days === 1 ? 'today' : `in the last ${days} days`;
  if (all.length === 0) return `nothing was seen ${span}: let tickets be opened, then ask again\n`;
  if (drifts.length === 0) return `the map and what was seen ${span} agree\n`;
  const head = `${drifts.length} differ from what was seen ${span}:`;
  return `${[head, ...drifts.map((line) => `  ${line}`), ...(hasPatch ? ['', 'A patch for what can be fixed without asking:', ''] : [])].join('\n')}\n`;
}

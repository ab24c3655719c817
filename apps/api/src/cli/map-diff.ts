import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compareMaps } from '../map/compare/diff.ts';
import { diffText } from '../map/compare/diff-text.ts';
import { checkTexts } from '../map/load-map.ts';
import { isMapError } from '../map/map-error.ts';
import { type MapTexts, readMapTexts } from '../map/map-files.ts';
import { textsAt } from './git-texts.ts';
import { folderOf, lineOf } from './map-folder.ts';
import { type CliDeps, defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const mapDiff = defineVerb({
  name: 'map diff',
  takes: '<git revision | folder> [folder]',
  help: 'what changed since: cards, workflows, owners, classes, as text for a pull request',
  options: {},
  operands: 2,
  async run({ operands: [against, given] }, around) {
    if (against === undefined) {
      around.err('name a revision or a folder to compare with, e.g. main\n');
      return WRONGLY_ASKED;
    }
    const folder = folderOf(around, given);
    const before = await oldTexts(against, folder, around);
    if (!before || before.size === 0) {
      around.err(`there is no map in ${against}: it is neither a folder nor a revision that holds one\n`);
      return WRONGLY_ASKED;
    }
    const now = around.now();
    try {
      const after = checkTexts(await readMapTexts(folder, around.signal), now).map;
      // Dates of back then are no fault of today.
      around.out(diffText(compareMaps(checkTexts(before, now).map, after)));
      return OK;
    } catch (error) {
      if (!isMapError(error)) throw error;
      around.out(error.faults.map((fault) => `error ${lineOf(fault, folder, around.cwd)}\n`).join(''));
      around.err('the map cannot be used like this: an owner, a fallback or something else is missing\n');
      return FOUND;
    }
  },
});

async function oldTexts(against: string, folder: string, { cwd, signal }: CliDeps): Promise<MapTexts | undefined> {
  const path = resolve(cwd, against);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? readMapTexts(path, signal) : textsAt(against, folder, signal);
}

import { knownConnectors } from '../connectors/catalogue.ts';
import { checkTexts } from '../map/load-map.ts';
import { isMapError, type MapFault } from '../map/map-error.ts';
import { readMapTexts } from '../map/map-files.ts';
import { syncFields } from '../map/sync-fields.ts';
import { folderOf, lineOf } from './map-folder.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

export const mapLint = defineVerb({
  name: 'map lint',
  takes: '[folder]',
  help: 'checks the whole map: sources, owners, classes, fallbacks, flows, dates',
  options: {},
  operands: 1,
  async run({ operands: [given] }, around) {
    const folder = folderOf(around, given);
    const say = (faults: readonly MapFault[], what: string) =>
      around.out(faults.map((fault) => `${what} ${lineOf(fault, folder, around.cwd)}\n`).join(''));
    try {
      const { map, warnings } = checkTexts(await readMapTexts(folder, around.signal), around.now(), knownConnectors);
      say(warnings, 'look at');
      const count = (things: object) => Object.keys(things).length;
      const fields = Object.values(map.systems).reduce((sum, spec) => sum + count(spec.fields), 0);
      around.out(
        `the map is in order: ${count(map.systems)} systems with ${fields} fields, ${count(map.unconnected)} without a ` +
          `connector, ${count(map.flows)} flows, ${count(map.workflows)} workflows, ${syncFields(map.sync).length} fields on both sides; ${warnings.length} to look at\n`,
      );
      return OK;
    } catch (error) {
      if (!isMapError(error)) throw error;
      say(error.faults, 'error');
      around.err(`the map cannot be used: ${error.faults.length} to fix\n`);
      return FOUND;
    }
  },
});

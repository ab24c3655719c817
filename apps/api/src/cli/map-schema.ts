import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownConnectors } from '../connectors/catalogue.ts';
import { schemaFiles } from '../map/schema-files.ts';
import { flag } from './arguments/option.ts';
import { folderOf } from './map-folder.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

export const mapSchema = defineVerb({
  name: 'map schema',
  takes: '[--check] [folder]',
  help: 'writes the JSON Schemas editors complete and check the YAML with',
  options: { check: flag('writes nothing, and fails where one is not as it would be written') },
  operands: 1,
  async run({ values: { check: isCheck }, operands: [given] }, around) {
    const folder = join(folderOf(around, given), 'schema');
    const old: string[] = [];
    if (!isCheck) await mkdir(folder, { recursive: true });
    for (const [name, text] of schemaFiles(knownConnectors)) {
      const path = join(folder, name);
      if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
      old.push(name);
      if (!isCheck) await writeFile(path, text);
    }
    if (isCheck && old.length > 0) {
      around.err(`not what the map is checked with: ${old.join(', ')}; run "sidelight map schema"\n`);
      return FOUND;
    }
    around.out(`${isCheck || old.length === 0 ? 'up to date' : `written: ${old.join(', ')}`}\n`);
    return OK;
  },
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadMap } from '../../apps/api/src/map/load-map.ts';
import { vendorCases } from '../../test/conformance/vendors/all.ts';
import { readMeasured } from '../capacity/measured.ts';
import { capacityTable } from '../capacity/table.ts';
import { between } from './between-marks.ts';
import { environmentTable } from './environment-table.ts';
import { readsTable } from './reads-table.ts';
import { verbsList } from './verbs-list.ts';

/** The pages that hold a generated part, by path from the root, as they should be. */
export async function pages(root: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const map = await loadMap(join(root, 'map'), signal);
  const parts = [
    ['docs/connectors.md', 'reads', readsTable(map, vendorCases)],
    ['README.md', 'environment', environmentTable()],
    ['docs/cli.md', 'verbs', verbsList()],
    ['docs/scale.md', 'capacity', capacityTable(await readMeasured(), map)],
  ] as const;
  const made = parts.map(async ([path, name, text]) => {
    const page = await readFile(join(root, path), { encoding: 'utf8', signal });
    return [path, between(page, name, text)] as const;
  });
  return new Map(await Promise.all(made));
}

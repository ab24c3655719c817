import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadMap } from '../../apps/api/src/map/load-map.ts';
import { vendorCases } from '../../test/conformance/vendors/all.ts';
import { readMeasured } from '../capacity/measured.ts';
import { capacityTable } from '../capacity/table.ts';
import { auditTable } from './audit-table.ts';
import { between } from './between-marks.ts';
import { environmentTable } from './environment-table.ts';
import { besideTable, fieldsTable, inventoryTable } from './inventory-table.ts';
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
    ['docs/audit.md', 'actions', auditTable()],
    ['docs/privacy.md', 'inventory', inventoryTable()],
    ['docs/privacy.md', 'beside', besideTable()],
    ['docs/privacy.md', 'fields', fieldsTable(map)],
  ] as const;
  const made = new Map<string, string>();
  for (const [path, name, text] of parts) {
    const page = made.get(path) ?? (await readFile(join(root, path), { encoding: 'utf8', signal }));
    made.set(path, between(page, name, text));
  }
  return made;
}

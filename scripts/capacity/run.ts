import { join } from 'node:path';
import { loadMap } from '../../apps/api/src/map/load-map.ts';
import { readMeasured } from './measured.ts';
import { capacityTable } from './table.ts';

/** `npm run capacity`: what 10, 1,000 and 10,000 helpdesks take, from what the bench measured on its machine. */
const map = await loadMap(join(import.meta.dirname, '../../map'), AbortSignal.timeout(10_000));
process.stdout.write(`${capacityTable(await readMeasured(), map)}\n`);

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadMap } from '../../apps/api/src/map/load-map.ts';
import { hubspot } from '../../test/conformance/vendors/hubspot.ts';
import { jira } from '../../test/conformance/vendors/jira.ts';
import { posthog } from '../../test/conformance/vendors/posthog.ts';
import { statuspage } from '../../test/conformance/vendors/statuspage.ts';
import { stripe } from '../../test/conformance/vendors/stripe.ts';
import { zendesk } from '../../test/conformance/vendors/zendesk.ts';
import { between } from './between-marks.ts';
import { environmentTable } from './environment-table.ts';
import { readsTable } from './reads-table.ts';

const vendors = { zendesk, hubspot, stripe, posthog, jira, statuspage };

/** The pages that hold a generated part, by path from the root, as they should be. */
export async function pages(root: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const map = await loadMap(join(root, 'map'), signal);
  const parts = [
    ['docs/connectors.md', 'reads', readsTable(map, vendors)],
    ['README.md', 'environment', environmentTable()],
  ] as const;
  const made = parts.map(async ([path, name, text]) => {
    const page = await readFile(join(root, path), { encoding: 'utf8', signal });
    return [path, between(page, name, text)] as const;
  });
  return new Map(await Promise.all(made));
}

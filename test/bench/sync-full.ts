import { postgresFor } from './postgres.ts';
import { residentMb } from './process-figures.ts';
import { atMost, type Row } from './row.ts';
import { startSyncStage } from './sync-stage.ts';

const CUSTOMERS = 24_100;
const OBJECTS = ['contact', 'company'] as const;
const GOAL_S = 60;
/** HubSpot's ten seconds, of which sync may have its share. */
const HUBSPOT = { calls: 190, windowS: 10 };
const PAGE = 100;

/** All contacts and companies of 24,100 customers compared, with all that the vendors allow and with a share of it. */
export async function syncFull(): Promise<Row[]> {
  const server = postgresFor('full comparison');
  if (server === undefined) return [];
  return [...(await withShare(server, 1)), ...(await withShare(server, 0.3))];
}

async function withShare(server: string, share: number): Promise<Row[]> {
  const stage = await startSyncStage(server, CUSTOMERS, share);
  try {
    const both = async (kind: 'dry_run' | 'compare') => {
      const startedMs = performance.now();
      const ended = await Promise.all(OBJECTS.map((object) => stage.compare(object, kind)));
      return { tookS: (performance.now() - startedMs) / 1000, ended };
    };
    const dry = await both('dry_run');
    for (const object of OBJECTS) await stage.switchOn(object);
    const first = share === 1 ? await both('compare') : undefined;
    const pairs = dry.ended.map(({ run }) => run.result?.linked ?? 0);
    const note = `${pairs.join(' contacts and ')} companies linked; the service took ${residentMb(stage.pid).toFixed(0)} MB`;
    const what = `sync: ${CUSTOMERS.toLocaleString('en')} customers compared`;
    if (!first)
      return [
        atMost(`${what}, with ${share} of the limits`, dry.tookS, floorS(pairs, share) * 2, 's', limits(pairs, share)),
      ];
    const again = await both('compare');
    return [
      atMost(`${what}, dry run`, dry.tookS, GOAL_S, 's', note),
      atMost('sync: the first comparison, with all links stored', first.tookS, GOAL_S, 's'),
      atMost('sync: the comparison after it', again.tookS, GOAL_S, 's'),
    ];
  } finally {
    await stage.stop();
  }
}

/** What HubSpot's limit alone makes of it: each page is one call. */
const floorS = (pairs: readonly number[], share: number): number =>
  pairs.reduce((sum, records) => sum + records / PAGE, 0) / ((share * HUBSPOT.calls) / HUBSPOT.windowS);

const limits = (pairs: readonly number[], share: number): string =>
  `HubSpot's own limit makes ${floorS(pairs, share).toFixed(0)} s of it; Zendesk is asked for a thousand at once`;

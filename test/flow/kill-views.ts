import { readdir } from 'node:fs/promises';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { judgeLinks } from './judge-links.ts';
import { openKillStage } from './kill-stage.ts';
import { type LinkBook, openLinkBook } from './link-book.ts';
import { until } from './until.ts';

export interface KillViewsOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** So many processes, each killed while agents open tickets and pick accounts. */
  readonly points: number;
  readonly random: () => number;
  readonly program?: string;
  /** The database refuses everybody at about every second point, so that rows wait in the file. */
  setAway?(isAway: boolean): Promise<void>;
  say?(line: string): void;
}

export interface KillViewsReport {
  readonly shown: number;
  /** Of those, shown while the database was away. */
  readonly shownAway: number;
  readonly picked: number;
  /** Views whose values were sent, and picks that were acknowledged, without a row. */
  readonly unrecorded: number;
  /** Requests with more than one row of the same view or pick. */
  readonly twice: number;
  /** Whether the link is another than the last pick that was acknowledged, or one that was under way. */
  readonly isLinkWrong: boolean;
  /** What is wrong with the chain. */
  readonly findings: number;
}

const AGENTS = 6;
const MAX_MS = 600;
const PICK = { ticketId: '1001', requesterId: '900010' };
const ACCOUNTS = ['6100000101', '6100000301', '6100000501'];

/** Kills a process at random points while values are shown and accounts are picked, and looks for rows of all of it. */
export async function killViews(options: KillViewsOptions): Promise<KillViewsReport> {
  const { database, points, random, say = () => {} } = options;
  const stage = await openKillStage(options);
  const [shown, picked] = [new Set<string>(), new Set<string>()];
  const book = openLinkBook();
  let shownAway = 0;
  try {
    for (let n = 0; n < points; n++) {
      const replica = await stage.start();
      const token = await stage.session();
      const stop = new AbortController();
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const ask = (path: string, body: unknown) =>
        fetch(replica.url + path, { method: 'POST', headers, body: JSON.stringify(body), signal: stop.signal });
      const agents = [...Array(AGENTS).keys()].map(async (i) => {
        for (let k = 0; !stop.signal.aborted; k++) {
          if (i === 0) {
            const accountId = ACCOUNTS[Math.floor(random() * ACCOUNTS.length)]!;
            const end = book.begin({ kind: 'pick', requesterId: PICK.requesterId, accountId });
            const answer = await ask('/v1/links/pin', { ...PICK, accountId });
            if (answer.status !== 204) continue;
            end(answer.headers.get('x-request-id') ?? '');
            picked.add(answer.headers.get('x-request-id') ?? '');
          } else await watch(await ask('/v1/context', { ticketId: String(1001 + ((i * 7 + k) % 12)) }), shown);
        }
      });
      const over = Promise.allSettled(agents);
      // A machine that is busy shows nothing for a while.
      const isAway = options.setAway !== undefined && random() < 0.5;
      if (isAway) await options.setAway?.(true);
      const before = shown.size;
      await until(() => shown.size > before, 30_000);
      const afterMs = random() * MAX_MS;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await replica.stop('SIGKILL');
      stop.abort();
      await over;
      if (isAway) await options.setAway?.(false);
      if (isAway) shownAway += shown.size - before;
      say(`${n + 1}: killed after ${afterMs.toFixed(0)} ms; ${shown.size} shown, ${picked.size} picked so far`);
    }
    // What waits in the file is taken in at the next start.
    const replica = await stage.start();
    await until(async () => (await readdir(stage.waiting)).length === 0, 20_000).catch(() => {});
    await replica.stop('SIGTERM');
    return { shown: shown.size, shownAway, picked: picked.size, ...(await judge(database, shown, book)) };
  } finally {
    await stage.stop();
  }
}

/** Counts it as shown once anything but the first line has come; what was cut off counts as well. */
export async function watch(answer: Response, shown: Set<string>): Promise<void> {
  const requestId = answer.headers.get('x-request-id') ?? '';
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('"type":"card"') || text.includes('"state":"linked"')) shown.add(requestId);
  }
}

export async function judge(
  options: KillViewsOptions['database'],
  shown: ReadonlySet<string>,
  book: LinkBook,
): Promise<Pick<KillViewsReport, 'unrecorded' | 'twice' | 'isLinkWrong' | 'findings'>> {
  const links = await judgeLinks(options, book, () => {});
  const { db, close } = await openDatabase(options);
  const rows = await db.selectFrom('audit').select('request_id').where('action', '=', 'context.viewed').execute();
  await close();
  const views = new Map<string, number>();
  for (const { request_id } of rows) views.set(request_id, (views.get(request_id) ?? 0) + 1);
  const lost = [...shown].filter((id) => !views.has(id)).length;
  const again = [...views.values()].filter((times) => times > 1).length;
  return {
    ...{ unrecorded: lost + links.unrecorded, twice: again + links.twice },
    ...{ isLinkWrong: links.wrong > 0, findings: links.findings },
  };
}

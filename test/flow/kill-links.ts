import { ContextAnswer } from '@sidelight/shared/context/event.ts';
import { judgeLinks, type LinksReport } from './judge-links.ts';
import { openKillStage } from './kill-stage.ts';
import { type LinkBook, openLinkBook } from './link-book.ts';
import { until } from './until.ts';

export interface KillLinksOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** So many processes, each killed while accounts are picked, picks taken back and matches rejected. */
  readonly points: number;
  readonly random: () => number;
  readonly program?: string;
  say?(line: string): void;
}

export interface KillLinksReport extends LinksReport {
  readonly picked: number;
  readonly takenBack: number;
  readonly rejected: number;
}

const MAX_MS = 500;
/** Requesters of the sample tickets that have an account of their own. */
const PEOPLE = 5;

/** Kills a process at random points while links are changed, and compares what is there with what was acknowledged. */
export async function killLinks(options: KillLinksOptions): Promise<KillLinksReport> {
  const { database, points, random, say = () => {} } = options;
  const stage = await openKillStage(options);
  const { world } = stage;
  const accounts = world.tickets.flatMap(({ bundle }) => bundle.accounts.map(({ id }) => id)).slice(0, 6);
  const people = world.tickets.flatMap(({ ticketId, bundle }) => {
    const requesterId = bundle.tickets[0]?.requesterId;
    return requesterId == null ? [] : [{ ticketId: String(ticketId), requesterId: String(requesterId) }];
  });
  const book = openLinkBook();
  try {
    for (let n = 0; n < points; n++) {
      const replica = await stage.start();
      const token = await stage.session();
      const stop = new AbortController();
      const ask: Ask = (path, body) =>
        fetch(replica.url + path, {
          ...{ method: 'POST', body: JSON.stringify(body), signal: stop.signal },
          headers: {
            ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            accept: 'application/json',
          },
        });
      const before = book.acknowledged();
      const over = Promise.allSettled(
        people.slice(0, PEOPLE).map(async (who) => {
          while (!stop.signal.aborted) await change(ask, book, who, accounts, random);
        }),
      );
      await until(async () => book.acknowledged() > before, 30_000);
      const afterMs = random() * MAX_MS;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await replica.stop('SIGKILL');
      stop.abort();
      await over;
      say(`${n + 1}: killed after ${afterMs.toFixed(0)} ms; ${book.acknowledged()} changes acknowledged so far`);
    }
    // What waits in the file is taken in at the next start.
    const replica = await stage.start();
    await replica.stop('SIGTERM');
    return { ...book.counts(), ...(await judgeLinks(database, book, say)) };
  } finally {
    await stage.stop();
  }
}

type Ask = (path: string, body: unknown) => Promise<Response>;
interface Person {
  readonly ticketId: string;
  readonly requesterId: string;
}

/** One change of one requester's link, by chance: a pick, or that the account that is shown is none of theirs. */
async function change(ask: Ask, book: LinkBook, who: Person, accounts: readonly string[], random: () => number) {
  const { requesterId } = who;
  if (random() < 0.6) {
    const accountId = accounts[Math.floor(random() * accounts.length)]!;
    const end = book.begin({ kind: 'pick', requesterId, accountId });
    const answer = await ask('/v1/links/pin', { ...who, accountId });
    if (answer.status === 204) end(answer.headers.get('x-request-id') ?? '');
    return;
  }
  const opened = await ask('/v1/context', { ticketId: who.ticketId });
  if (opened.status !== 200) return void (await opened.body?.cancel());
  const { customer } = ContextAnswer.parse(await opened.json());
  if (customer.state !== 'linked') return;
  const isPick = customer.evidence.includes('picked');
  const accountId = customer.account.id;
  const end = book.begin({ kind: isPick ? 'take_back' : 'reject', requesterId, accountId });
  const answer = await ask('/v1/links/reject', { ...who, accountId });
  if (answer.status === 204) end(answer.headers.get('x-request-id') ?? '');
  await answer.body?.cancel();
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { launchBrowser } from '../e2e/launch-browser.ts';
import { createWorkspace, type Workspace } from '../e2e/workspace.ts';
import { startHelpdeskPage } from '../world/helpdesk-page/start.ts';
import { startWorld } from '../world/world.ts';
import { type Opening, watchOpening } from './watch-opening.ts';

const TICKET = 1001;
/**
 * Opened just before each measured one, as in the middle of a shift: sockets are up, the agent and the products on
 * sale are known, and the browser has not gone to sleep.
 */
const ANOTHER = 1008;
const LOOK_MS = 350;
/** Each system's answer takes this long. Hints let every read start at once, so the slowest is the critical path. */
const latency = { zendesk: 230, hubspot: 180, stripe: 120, posthog: 90, jira: 90, statuspage: 90 };

export interface OpenTicketMeasure {
  /** From the agent's click on the ticket to the last card drawn: nothing remembered but the customer's link. */
  readonly coldMs: number[];
  /** Everything fresh: somebody else has just had it open. */
  readonly warmMs: number[];
  /** The helpdesk's webhook came first. */
  readonly prefetchedMs: number[];
  /** Not even the link: the helpdesk, then the CRM, then the rest. */
  readonly unlinkedMs: number[];
  /** The same openings from the app's question on, without the helpdesk's part: signing, and loading the frame. */
  readonly fromQuestion: { readonly coldMs: number[]; readonly warmMs: number[]; readonly prefetchedMs: number[] };
  /** All of it, to see where the time goes. */
  readonly openings: Readonly<Record<'cold' | 'warm' | 'prefetched' | 'unlinked', readonly Opening[]>>;
  readonly criticalPathMs: number;
  /** The worst sum of layout shifts of one opening. */
  readonly cls: number;
}

/**
 * Opens a ticket in Chromium, over the real helpdesk page, SDK, API and store. Measured from the click, and each
 * time in a frame of its own: an agent waits for the frame too, and a kept one has nothing left to load.
 */
export async function measureOpenTicket(rounds: number, signal: AbortSignal): Promise<OpenTicketMeasure> {
  const world = await startWorld({ customers: 0, latency });
  let apiUrl = '';
  const page = await startHelpdeskPage({ port: 0, world });
  const api = fork(join(import.meta.dirname, 'open-ticket-api.ts'), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...world.env(), ZAF_SDK: 'bundled' },
  });
  const started = async () => {
    const [message] = await once(api, 'message', { signal });
    // Its own first words: see open-ticket-api.ts.
    apiUrl = (message as { url: string }).url;
    world.setApiUrl(apiUrl);
  };
  // Listened for from the start: its first words are said once.
  const isUp = started();
  const browser = await launchBrowser();
  try {
    await isUp;
    const workspace = await createWorkspace(browser, page.url, { before: watchOpening });
    const forget = async (what: 'answers' | 'answers and links') => {
      api.send(what);
      await started();
      await openAndClose(workspace, ANOTHER, signal);
    };
    const opened = async () => {
      await openAndClose(workspace, ANOTHER, signal);
      return openAndClose(workspace, TICKET, signal);
    };
    const found: Record<'cold' | 'warm' | 'prefetched' | 'unlinked', Opening[]> = {
      cold: [],
      warm: [],
      prefetched: [],
      unlinked: [],
    };
    await opened();
    for (let round = 0; round < rounds; round++) {
      await forget('answers and links');
      found.unlinked.push(await opened());
      await forget('answers');
      found.cold.push(await opened());
      found.warm.push(await opened());
      await forget('answers');
      const ticket = world.helpdesk.ticket(TICKET);
      if (ticket) world.webhooks.emit('created', ticket);
      await world.webhooks.settled();
      await openAndClose(workspace, ANOTHER, signal);
      found.prefetched.push(await opened());
    }
    await workspace.close();
    const fromClick = (openings: readonly Opening[]) => openings.map((o) => o.paintedAt - o.clickedAt);
    const fromQuestion = (openings: readonly Opening[]) => openings.map((o) => o.paintedAt - o.askedAt);
    return {
      coldMs: fromClick(found.cold),
      warmMs: fromClick(found.warm),
      prefetchedMs: fromClick(found.prefetched),
      unlinkedMs: fromClick(found.unlinked),
      fromQuestion: {
        coldMs: fromQuestion(found.cold),
        warmMs: fromQuestion(found.warm),
        prefetchedMs: fromQuestion(found.prefetched),
      },
      openings: found,
      criticalPathMs: Math.max(...Object.values(latency)),
      cls: Math.max(...Object.values(found).flatMap((openings) => openings.map((o) => o.shifts))),
    };
  } finally {
    await browser.close();
    api.disconnect();
    await page.stop();
    await world.stop();
  }
}

async function openAndClose(workspace: Workspace, ticketId: number, signal: AbortSignal): Promise<Opening> {
  signal.throwIfAborted();
  const { page } = workspace;
  const sidebar = await workspace.openTicket(ticketId);
  const frame = await sidebar.frame();
  await frame.waitForFunction(() => (window.opening?.paintedAt ?? 0) > 0, undefined, { polling: 50 });
  // Long enough for a shift that comes late to be counted.
  await page.waitForTimeout(LOOK_MS);
  const seen = await frame.evaluate(() => window.opening);
  const clickedAt = await page.evaluate(() => window.opening?.clickedAt);
  await page.locator(`[data-tab-close="${ticketId}"]`).click();
  if (!seen || !clickedAt) throw new Error('the page was not watched');
  return { ...seen, clickedAt };
}

import type { AlertsByNews } from './alerts-by-news.ts';
import type { Server } from './server.ts';

const LOOK_MS = 500;
const PATIENCE_MS = 120_000;
const SETTLED_MS = 30_000;
/** By then a ticket that was opened shows all it will. */
const OPENED_MS = 2500;
/** By then an open ticket has heard that a system broke, has read again, and has waited for one that hangs. */
const READ_AGAIN_MS = 4000;

async function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; ) {
    if (await isSo()) return;
    await pause(LOOK_MS, signal);
  }
  throw new Error('the app did not notice');
}

/** Until the app has told the owner of the system so: that is when everybody else is told, too. */
export async function untilTold(
  kind: 'broken' | 'back',
  act: () => Promise<void>,
  server: Pick<Server, 'alerts'>,
  signal: AbortSignal,
): Promise<void> {
  const before = (await server.alerts(signal))[kind];
  await act();
  await until(async () => (await server.alerts(signal))[kind] > before, signal);
}

/** Until no owner waits to hear that their system is back; `before`: how many waited when the guide began. */
export const untilBack = (before: AlertsByNews, server: Pick<Server, 'alerts'>, signal: AbortSignal): Promise<void> =>
  until(async () => (await server.alerts(signal)).open <= before.open, signal);

export const untilOpened = (signal: AbortSignal): Promise<void> => pause(OPENED_MS, signal);

export const untilReadAgain = (signal: AbortSignal): Promise<void> => pause(READ_AGAIN_MS, signal);

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal.throwIfAborted();
}

const isOurs = ({ text }: { readonly text: string }) => text.startsWith('Automatic note from Sidelight');

/** Until the app has said on the ticket what became of the answer, where it has marked one. It may never: then not for long. */
export async function untilSettled(id: string, server: Pick<Server, 'ticket'>, signal: AbortSignal): Promise<void> {
  for (const endMs = Date.now() + SETTLED_MS; Date.now() < endMs; await pause(LOOK_MS, signal)) {
    const notes = (await server.ticket(id, signal))?.messages.filter(isOurs).length ?? 0;
    if (notes !== 1) return;
  }
}

/** Until the app has put its tag on the ticket. */
export const untilMarked = (id: string, server: Pick<Server, 'ticket'>, signal: AbortSignal): Promise<void> =>
  until(async () => {
    const ticket = await server.ticket(id, signal);
    return ticket?.tags.some((tag) => tag.startsWith('sidelight_')) ?? false;
  }, signal);

import type { ZafClient, ZafSdk } from '@zendesk/zaf-client';
import type { HelpdeskHost } from './port.ts';
import { claimedOrigin, idOf, isScheme, isTimeout, part, refOf } from './said.ts';
import { within } from './within.ts';

export interface ZafSettings {
  readonly sdk: Promise<ZafSdk>;
  /** The helpdesk the signed entry was for; the page's own address must name the same one. */
  readonly origin: string;
  readonly address: { readonly search: string; readonly hash: string };
  /** A busy helpdesk may be slow to say hello; one call may not take as long. */
  readonly handshakeMs: number;
  readonly callMs: number;
  /** How long the requester's id is worth waiting for once the ticket's id is known. */
  readonly hintMs: number;
}

const forever = new AbortController().signal;

/** The only file that knows Zendesk's SDK. */
export function createZafHost({ sdk, origin, address, handshakeMs, callMs, hintMs }: ZafSettings): HelpdeskHost {
  const client = sdk.then((loaded): ZafClient => {
    const opened = claimedOrigin(address) === origin && loaded.init();
    if (!opened) throw new Error('another helpdesk');
    return opened;
  });
  // Each caller hears of a refusal on its own call; this keeps it from being reported once more.
  client.catch(() => {});
  let seen: Record<string, string | undefined> = {};

  async function invoke(signal: AbortSignal, action: string, ...args: unknown[]): Promise<boolean> {
    try {
      const zaf = await client;
      return !isTimeout(await within(callMs, zaf.invoke(action, ...args), signal));
    } catch {
      return false;
    }
  }

  function on(event: string, handler: (payload: unknown) => void): void {
    client.then((zaf) => zaf.on(event, handler)).catch(() => {});
  }

  return {
    async identify(signal) {
      const zaf = await within(handshakeMs, client, signal);
      const opened = idOf(part(await within(handshakeMs, zaf.context(), signal), 'ticketId'));
      const asked = zaf.get(['ticket.id', 'ticket.requester.id', 'ticket.organization']);
      const said = await within(opened ? hintMs : callMs, asked, signal).catch(() => undefined);
      const ref = refOf(idOf(part(said, 'ticket.id')) ?? opened, said);
      seen = { ...ref };
      return ref;
    },
    onTicketChanged(listener) {
      // The framework repeats itself; only another id is news. Ids are noted at once, so A, B, A is twice news.
      const onNews = (event: string, key: string, idIn: (payload: unknown) => unknown) =>
        on(event, (payload) => {
          const before = seen[key];
          seen[key] = idOf(idIn(payload));
          if (!before || before !== seen[key]) listener();
        });
      onNews('ticket.requester.id.changed', 'requesterId', (id) => id);
      onNews('context.updated', 'ticketId', (context) => part(context, 'ticketId'));
      on('ticket.organization.changed', listener);
    },
    onTicketSaved: (listener) => on('ticket.submit.done', listener),
    onActivity(listener) {
      on('app.activated', () => listener(true));
      on('app.deactivated', () => listener(false));
    },
    onColorScheme: (listener) => on('colorScheme.changed', (scheme) => isScheme(scheme) && listener(scheme)),
    resize: (heightPx) => void invoke(forever, 'resize', { width: '100%', height: `${heightPx}px` }),
    insertDraft: (text, signal) => invoke(signal, 'comment.appendText', text),
    writing: async (signal) => within(callMs, (await client).get(['comment.type', 'comment.text']), signal),
  };
}

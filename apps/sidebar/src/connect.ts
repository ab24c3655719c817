import { currentRole } from './host/current-role.ts';
import { loadSdk } from './host/load-sdk.ts';
import { isTimeout } from './host/said.ts';
import { within } from './host/within.ts';

// The page that asks for a consent. Its words are the server's: nobody has said yet in which language.

const PATIENCE_MS = 1_500;
const ASK_EVERY_MS = 1_500;

const form = document.querySelector('form');
if (!form) throw new Error('not the page that connects');
const { ask = '', origin } = form.dataset;

/** Whoever the helpdesk calls something else than an admin is not sent to a consent that would be refused. */
function showFor(role: unknown): void {
  const isAdmin = typeof role !== 'string' || role === 'admin';
  for (const part of document.querySelectorAll<HTMLElement>('[data-for]'))
    part.hidden = (part.dataset.for === 'admin') !== isAdmin;
}
const sdk = loadSdk(document, AbortSignal.timeout(PATIENCE_MS));
within(PATIENCE_MS, currentRole({ sdk, origin, address: location }), new AbortController().signal)
  .then((role) => (isTimeout(role) ? undefined : role))
  // The server refuses who is none; without the helpdesk's word it is left to it.
  .then(showFor, () => showFor(undefined));

let popup: Window | null = null;
let timer: ReturnType<typeof setInterval> | undefined;
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]'))
  link.addEventListener('click', (event) => {
    popup = window.open('', '_blank', 'popup,width=760,height=820');
    if (popup) {
      event.preventDefault();
      popup.opener = null;
      popup.location.replace(link.href);
    }
    clearInterval(timer);
    timer = setInterval(goOn, ASK_EVERY_MS, form);
  });

// It may have been given beside another ticket.
document.documentElement.addEventListener('pointerenter', () => void goOn(form));

/** As soon as the server says that the consent was given. */
async function goOn(entry: HTMLFormElement): Promise<void> {
  const continued = String(new FormData(entry).get('continued'));
  const answer = await fetch(ask, { method: 'POST', body: new URLSearchParams({ continued }) }).catch(() => undefined);
  if (!answer || answer.status === 202) return;
  clearInterval(timer);
  if (answer.status !== 204) return;
  popup?.close();
  entry.submit();
}

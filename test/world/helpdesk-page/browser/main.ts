import type { PageSettings } from '../workspace.ts';
import { h } from './element.ts';
import { createServer } from './server-http.ts';
import { createShell } from './shell.ts';

const leaving = new AbortController();
addEventListener('pagehide', ({ persisted }) => persisted || leaving.abort());
const server = createServer();
// The server wrote this block itself, from a value of this type.
const settings = JSON.parse(document.getElementById('settings')?.textContent ?? '') as PageSettings;

try {
  const tickets = await server.tickets(leaving.signal);
  document.body.append(createShell(settings, server, tickets, leaving.signal));
} catch (error) {
  const retry = h('button', { type: 'button', class: 'primary', on: { click: () => location.reload() } }, 'Try again');
  document.body.append(
    h(
      'main',
      { class: 'stopped' },
      h('h1', {}, 'The simulated world does not answer'),
      h('p', {}, 'Its tickets could not be read. Look at the terminal that the demo runs in, then try again.'),
      retry,
    ),
  );
  throw error;
}

// Plays the helpdesk for one frame, as far as the wire protocol goes. Served as it stands.
const query = new URLSearchParams(location.search);
const frame = document.querySelector('iframe');
const guid = 'dev-app-guid';
const log = document.querySelector('pre');
const say = (message) => frame.contentWindow.postMessage(JSON.stringify(message), location.origin);
const store = {
  'ticket.id': 4711,
  'ticket.requester.id': 38801,
  'ticket.organization': { id: 5501, name: 'Northwind Traders' },
};
globalThis.calls = [];
globalThis.store = store;
globalThis.emit = (event, payload) => say({ key: `zaf.${event}`, message: payload });

const actions = {
  resize: ({ height }) => {
    frame.height = Number.parseInt(height, 10);
  },
  notify: (text) => {
    log.textContent += `notify: ${text}\n`;
  },
  'comment.appendText': (text) => {
    log.textContent += `draft: ${text}\n`;
  },
};

function answer({ id, request, params }) {
  const result = { errors: {} };
  if (request === 'get') for (const path of params) result[path] = store[path];
  if (request === 'invoke') {
    for (const [name, args] of Object.entries(params)) {
      globalThis.calls.push([name, args]);
      actions[name]?.(...args);
      result[name] = null;
    }
  }
  say({ id, result });
}

addEventListener('message', ({ data, source }) => {
  if (source !== frame.contentWindow || query.has('silent')) return;
  const message = typeof data === 'string' ? JSON.parse(data) : data;
  if (message.key === 'iframe.handshake') {
    const context = { product: 'support', location: 'ticket_sidebar', instanceGuid: guid, account: {}, ticketId: 4711 };
    say({ key: 'zaf.app.registered', message: { metadata: { settings: {} }, context } });
  } else if (message.request) answer(message);
});

const to = new URLSearchParams({
  origin: location.origin,
  app_guid: guid,
  scenario: query.get('scenario') ?? 'healthy',
  colorScheme: query.get('scheme') ?? 'light',
});
frame.width = query.get('width') ?? '320';
frame.src = `/zaf/ticket_sidebar?${to}`;

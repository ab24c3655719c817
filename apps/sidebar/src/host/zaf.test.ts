import type { ZafClient, ZafSdk } from '@zendesk/zaf-client';
import { describe, expect, it } from 'vitest';
import { createZafHost } from './zaf.ts';

const ORIGIN = 'https://acme.zendesk.com';
const never = new AbortController().signal;
const silence = () => new Promise<never>(() => {});
/** What the npm SDK resolves with where it should reject. */
const TIMEOUT = { name: 'TimeoutError', message: 'Timeout', invocationName: 'get' };

function setup(
  client: Partial<ZafClient> | false,
  search = `?origin=${encodeURIComponent(ORIGIN)}&app_guid=g`,
  hash = '',
) {
  const handlers = new Map<string, ((payload: unknown) => void)[]>();
  const invoked: unknown[][] = [];
  const whole: ZafClient = {
    get: async () => ({ errors: {} }),
    context: async () => ({ ticketId: 4711 }),
    invoke: async (...args) => void invoked.push(args),
    on: (event, handler) => void handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    ...client,
  };
  const sdk: ZafSdk = { init: () => client !== false && whole };
  const host = createZafHost({
    sdk: Promise.resolve(sdk),
    origin: ORIGIN,
    address: { search, hash },
    handshakeMs: 60,
    callMs: 40,
    hintMs: 20,
  });
  const emit = (event: string, payload?: unknown) => {
    for (const handler of handlers.get(event) ?? []) handler(payload);
  };
  return { host, invoked, emit, handlers };
}

describe('identify', () => {
  it('says what is on screen, as ids', async () => {
    const { host } = setup({
      get: async () => ({
        'ticket.id': 4711,
        'ticket.requester.id': '38801',
        'ticket.organization': { id: 5501, name: 'N' },
      }),
    });
    expect(await host.identify(never)).toEqual({ ticketId: '4711', requesterId: '38801', organizationId: '5501' });
  });

  it.each([
    ['the SDK’s disguised timeout', async () => TIMEOUT],
    ['no answer', silence],
    ['a refusal', async () => Promise.reject(new Error('no'))],
    ['errors for each path', async () => ({ errors: { 'ticket.id': { message: 'no' } } })],
    [
      'ids of strange shapes',
      async () => ({ 'ticket.requester.id': { id: 1 }, 'ticket.organization': 'x', 'ticket.id': 'new' }),
    ],
  ])('is content with the ticket the frame was opened for, when asking brings %s', async (_, get) => {
    expect(await setup({ get }).host.identify(never)).toEqual({ ticketId: '4711' });
  });

  it('names nothing on a ticket that is not saved and has no requester', async () => {
    const { host } = setup({ context: async () => ({}), get: async () => ({ 'ticket.requester.id': null }) });
    expect(await host.identify(never)).toEqual({});
  });

  it.each([
    ['the helpdesk never says hello', setup({ context: silence })],
    ['the page was opened by another origin', setup({}, '?origin=https%3A%2F%2Fevil.example&app_guid=g')],
    ['the hash claims what the query does not', setup({}, '?origin=https%3A%2F%2Fevil.example', `#origin=${ORIGIN}`)],
    ['the page names no origin', setup({}, '')],
    ['the SDK finds no frame around it', setup(false)],
  ])('rejects when %s', async (_, { host }) => {
    await expect(host.identify(never)).rejects.toBeDefined();
  });

  it('takes the origin from the hash where the query has none, as the SDK does', async () => {
    expect(await setup({}, '?app_guid=g', `#origin=${encodeURIComponent(ORIGIN)}`).host.identify(never)).toBeDefined();
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const asked = setup({ context: silence }).host.identify(stop.signal);
    stop.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
  });
});

describe('changes', () => {
  const listen = async () => {
    const s = setup({ get: async () => ({ 'ticket.requester.id': 1 }) });
    let news = 0;
    s.host.onTicketChanged(() => {
      news++;
    });
    await s.host.identify(never);
    return { ...s, news: () => news };
  };

  it('are news only when another id comes, and A, B, A is news twice', async () => {
    const s = await listen();
    for (const id of [1, 2, 2, 1]) s.emit('ticket.requester.id.changed', id);
    expect(s.news()).toBe(2);
    for (const ticketId of [4711, 4711, 9]) s.emit('context.updated', { ticketId });
    expect(s.news()).toBe(3);
  });

  it('are news when the helpdesk does not say which id, and when the organisation is another', async () => {
    const s = await listen();
    s.emit('ticket.requester.id.changed');
    s.emit('ticket.organization.changed');
    expect(s.news()).toBe(2);
  });

  it('of colour are taken when they name one', async () => {
    const s = setup({});
    const seen: string[] = [];
    s.host.onColorScheme((scheme) => seen.push(scheme));
    await s.host.identify(never);
    for (const scheme of ['dark', 'purple', null, 'light']) s.emit('colorScheme.changed', scheme);
    expect(seen).toEqual(['dark', 'light']);
  });
});

describe('insertDraft', () => {
  it('appends plain text to the reply', async () => {
    const { host, invoked } = setup({});
    expect(await host.insertDraft('1 < 2', never)).toBe(true);
    expect(invoked).toEqual([['comment.appendText', '1 < 2']]);
  });

  it.each([
    ['refuses', async () => Promise.reject(new Error('no'))],
    ['does not answer', silence],
    ['times out in disguise', async () => TIMEOUT],
  ])('says no when the helpdesk %s', async (_, invoke) => {
    expect(await setup({ invoke }).host.insertDraft('x', never)).toBe(false);
  });
});

it('asks for a height in the words of the helpdesk, and survives a refusal', async () => {
  const { host, invoked } = setup({});
  host.resize(321);
  await host.identify(never);
  expect(invoked).toEqual([['resize', { width: '100%', height: '321px' }]]);
  setup(false).host.resize(1);
});

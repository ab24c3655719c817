import { describe, expect, it } from 'vitest';
import { appGuid, freshHost, listening, play, sdk } from './fixtures.ts';
import { newHost } from './state.ts';

const otherRequester = { id: 32, name: 'Priya Nair', email: 'priya@northwind.example', externalId: '101' };

describe('events', () => {
  it('tells of a new requester as a whole and of each part that differs', () => {
    const { posted } = play(
      listening('ticket.requester.changed', 'ticket.requester.id.changed', 'ticket.requester.externalId.changed'),
      { type: 'changed', values: { 'ticket.requester': otherRequester } },
    );
    expect(posted).toEqual([
      { key: 'zaf.ticket.requester.changed', message: otherRequester },
      { key: 'zaf.ticket.requester.id.changed', message: 32 },
    ]);
  });

  it('tells of parts when a requester goes and when one comes', () => {
    const { posted } = play(
      listening('ticket.requester.id.changed'),
      { type: 'changed', values: { 'ticket.requester': null } },
      { type: 'changed', values: { 'ticket.requester': otherRequester } },
    );
    expect(posted).toEqual([
      { key: 'zaf.ticket.requester.id.changed', message: null },
      { key: 'zaf.ticket.requester.id.changed', message: 32 },
    ]);
  });

  it('says nothing when nothing differs, and nothing after the last listener left', () => {
    const state = listening('ticket.subject.changed', 'colorScheme.changed');
    expect(play(state, { type: 'changed', values: { 'ticket.subject': 'Exports time out' } }).posted).toEqual([]);
    const dark = { type: 'changed', values: { colorScheme: 'dark' } } as const;
    expect(play(state, dark).posted).toEqual([{ key: 'zaf.colorScheme.changed', message: 'dark' }]);
    expect(play(state, sdk.off('colorScheme.changed'), dark).posted).toEqual([]);
  });

  it('keeps sending while one of two listeners is left', () => {
    const twice = play(listening(), sdk.on('x', 1), sdk.on('x', 2), sdk.off('x', 1)).state;
    expect(play(twice, { type: 'emitted', event: 'x', payload: 1 }).posted).toHaveLength(1);
  });

  it('sends the wildcard both values', () => {
    const { posted } = play(listening('*.changed'), { type: 'changed', values: { 'ticket.status': 'solved' } });
    expect(posted).toEqual([
      { key: 'zaf.*.changed', message: { propertyName: 'ticket.status', oldValue: 'open', newValue: 'solved' } },
    ]);
  });

  it('hands on what is said through a client for another instance, and what that one says back', () => {
    const child = { appGuid, instanceGuid: 'other', key: 'iframe.on:ping', message: { subscriberCount: 1 } };
    const heard = { key: 'zaf.ping', message: 1, instanceGuid: 'other' };
    const { posted, done } = play(
      listening(),
      { type: 'received', data: child },
      { type: 'emitted', event: 'ping', payload: 2 },
      { type: 'heard', message: heard },
    );
    expect(done).toEqual([{ type: 'relay', to: 'other', message: { kind: 'counted', event: 'ping', subscribers: 1 } }]);
    expect(posted).toEqual([heard]);
  });

  it('updates the context for whoever asks later', () => {
    const context = { ...freshHost().context, ticketId: 4712 };
    const { state, posted } = play(listening('context.updated'), { type: 'context_changed', context });
    expect(posted).toEqual([{ key: 'zaf.context.updated', message: context }]);
    expect(state.context).toBe(context);
  });
});

describe('activation', () => {
  it('sends the first load once the app listens, then each return', () => {
    const { posted } = play(
      listening('app.deactivated', 'app.activated'),
      { type: 'activated' },
      { type: 'deactivated' },
      { type: 'activated' },
      sdk.on('app.activated', 2),
    );
    expect(play(listening(), sdk.on('app.activated')).posted).toEqual([
      { key: 'zaf.app.activated', message: { firstLoad: true } },
    ]);
    expect(posted).toEqual([
      { key: 'zaf.app.deactivated', message: {} },
      { key: 'zaf.app.activated', message: { firstLoad: false } },
    ]);
  });

  it('keeps the first load of an app in a hidden tab until the tab is shown', () => {
    const hidden = { ...freshHost(), isActive: false };
    const { posted } = play(hidden, sdk.handshake(), sdk.on('app.activated'), { type: 'activated' });
    expect(posted.slice(1)).toEqual([{ key: 'zaf.app.activated', message: { firstLoad: true } }]);
  });
});

describe('a page in the top or the left bar', () => {
  const pane = (location: string) => {
    const { metadata, context, properties } = freshHost();
    return newHost({ appGuid, isActive: false, metadata, properties, context: { ...context, location } });
  };
  const all = ['app.activated', 'app.deactivated', 'pane.activated', 'pane.deactivated'].map((event) => sdk.on(event));

  it.each(['top_bar', 'nav_bar'])('%s hears nothing of its first display, and then of panes only', (location) => {
    const first = play(pane(location), { type: 'activated' }, sdk.handshake(), ...all);
    expect(first.posted.map((message) => 'key' in message && message.key)).toEqual(['zaf.app.registered']);
    const then = play(first.state, { type: 'deactivated' }, { type: 'activated' }, { type: 'deactivated' });
    expect(then.posted).toEqual([
      { key: 'zaf.pane.deactivated', message: {} },
      { key: 'zaf.pane.activated', message: {} },
      { key: 'zaf.pane.deactivated', message: {} },
    ]);
  });

  it('hears once it listens of the address that somebody came by, and of the next one', () => {
    const came = { type: 'routed', route: 'incident/a-1' } as const;
    const { posted } = play(pane('nav_bar'), came, sdk.handshake(), sdk.on('app.route.changed'), {
      ...came,
      route: 'incident/a-2',
    });
    expect(posted.slice(1)).toEqual(
      ['a-1', 'a-2'].map((id) => ({ key: 'zaf.app.route.changed', message: { appRoute: `incident/${id}` } })),
    );
  });

  it('hears nothing of its first display either when it was loaded before', () => {
    const { posted } = play(pane('top_bar'), sdk.handshake(), ...all, { type: 'activated' });
    expect(posted).toHaveLength(1);
  });

  it('changes its icon, loads itself, opens and sizes its popover; a ticket cannot', () => {
    const { state } = play(pane('top_bar'), sdk.handshake());
    const withIcon = { ...state, properties: { iconSymbol: 'default' } };
    expect(play(withIcon, sdk.set(1, { iconSymbol: 'count-2' })).done).toEqual([
      { type: 'property_set', path: 'iconSymbol', value: 'count-2' },
    ]);
    const asked = { preloadPane: [], popover: [{ width: 420, height: 'auto' }], resize: [{ height: '300px' }] };
    expect(play(state, sdk.invoke(2, asked)).done).toEqual([
      { type: 'preload' },
      { type: 'size', width: '420px', height: 'auto' },
      { type: 'size', width: undefined, height: '300px' },
    ]);
    const refused = play(listening(), sdk.invoke(3, { popover: ['show'] }), sdk.set(4, { iconSymbol: 'x' }));
    expect(refused.done).toEqual([]);
  });
});

it('opens a modal under a guid of its own, and only a modal', () => {
  const asked = (url: string) => ({ location: 'modal', url, size: { width: '500px', height: '60vh' } });
  const { posted, done } = play(
    listening(),
    sdk.invoke(1, { 'instances.create': [asked('a.html')] }),
    sdk.invoke(2, { 'instances.create': [asked('b.html')] }),
    sdk.invoke(3, { 'instances.create': [{ location: 'nav_bar', url: 'c.html' }] }),
  );
  expect(posted).toMatchObject([
    { id: 1, result: { 'instances.create': [{ instanceGuid: `${appGuid}-1` }] } },
    { id: 2, result: { 'instances.create': [{ instanceGuid: `${appGuid}-2` }] } },
    { id: 3, result: { errors: { 'instances.create': { name: 'APIExecutionError' } } } },
  ]);
  expect(done).toMatchObject([
    { type: 'modal', guid: `${appGuid}-1`, url: 'a.html', width: '500px', height: '60vh' },
    { type: 'modal', guid: `${appGuid}-2`, url: 'b.html' },
  ]);
});

describe('save hooks', () => {
  const reply = (error?: object) =>
    ({ type: 'received', data: { appGuid, key: 'iframe.reply:ticket.save', ...(error ? { error } : {}) } }) as const;

  it('lets a save through when nobody listens', () => {
    const { posted, done } = play(listening(), { type: 'save_asked' });
    expect({ posted, done }).toEqual({ posted: [], done: [{ type: 'save_decided', refusal: undefined }] });
  });

  it('asks once and waits for the answer', () => {
    const { posted, done } = play(listening('ticket.save'), { type: 'save_asked' }, { type: 'save_asked' });
    expect({ posted, done }).toEqual({ posted: [{ key: 'zaf.ticket.save', needsReply: true }], done: [] });
  });

  it.each([
    ['allows', undefined, undefined],
    ['refuses with a sentence', { msg: 'Tag missing' }, 'Tag missing'],
    ['refuses without one', { msg: false }, 'false'],
  ])('%s', (_what, error, refusal) => {
    const { done } = play(listening('ticket.save'), { type: 'save_asked' }, reply(error));
    expect(done).toEqual([{ type: 'save_decided', refusal }]);
  });

  it('ignores an answer nobody asked for', () => {
    expect(play(listening('ticket.save'), reply({ msg: 'no' })).done).toEqual([]);
  });
});

describe('requests', () => {
  const state = play(listening(), sdk.on('request:1.done'), sdk.on('request:1.fail')).state;
  const response = { status: 200, statusText: 'OK', responseText: '{"a":1}', responseJSON: { a: 1 } };

  it('hands the options to the helpdesk', () => {
    const { done } = play(state, sdk.keyed('request:1', { url: '/api/v2/tickets/4711.json' }));
    expect(done).toEqual([{ type: 'request', key: 'request:1', options: { url: '/api/v2/tickets/4711.json' } }]);
  });

  it('answers with the body first', () => {
    const { posted } = play(state, { type: 'answered', key: 'request:1', response: { isOk: true, ...response } });
    expect(posted).toEqual([
      { key: 'zaf.request:1.done', message: { responseArgs: [{ a: 1 }, 'success', { status: 200 }] } },
    ]);
  });

  it('fails with the status and what was said', () => {
    const refused = { ...response, status: 404, statusText: 'Not Found' };
    const { posted } = play(state, { type: 'answered', key: 'request:1', response: { isOk: false, ...refused } });
    expect(posted).toEqual([{ key: 'zaf.request:1.fail', message: { responseArgs: [refused, 'error', 'Not Found'] } }]);
  });
});

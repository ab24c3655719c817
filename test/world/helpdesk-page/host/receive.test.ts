import { describe, expect, it } from 'vitest';
import { appGuid, freshHost, listening, play, sdk } from './fixtures.ts';

describe('handshake', () => {
  it('answers with the metadata and the context', () => {
    const { posted, done } = play(freshHost(), sdk.handshake());
    expect(posted).toEqual([
      {
        key: 'zaf.app.registered',
        message: {
          metadata: expect.objectContaining({ installationId: 5521, name: 'Sidelight' }),
          context: expect.objectContaining({ location: 'ticket_sidebar', ticketId: 4711, instanceGuid: appGuid }),
        },
      },
    ]);
    expect(done).toEqual([{ type: 'registered', sdkVersion: '2.0.9' }]);
  });

  it('answers nothing before it', () => {
    expect(play(freshHost(), sdk.get(1, 'ticket.id')).posted).toEqual([]);
  });

  it('forgets the listeners of the page that was there before', () => {
    const reloaded = play(listening('ticket.subject.changed'), sdk.handshake()).state;
    expect(play(reloaded, { type: 'changed', values: { 'ticket.subject': 'Other' } }).posted).toEqual([]);
  });
});

describe('messages that are not the app’s', () => {
  it.each([
    ['text that is not JSON', 'hello'],
    [
      'another frame’s guid',
      JSON.stringify({ appGuid: 'x', instanceGuid: 'x', id: 1, request: 'get', params: ['ticket.id'] }),
    ],
    ['no guid', JSON.stringify({ id: 1, request: 'get', params: ['ticket.id'] })],
    ['nothing', null],
  ])('ignores %s', (_what, data) => {
    const state = listening();
    expect(play(state, { type: 'received', data })).toEqual({ state, posted: [], done: [] });
  });
});

describe('get', () => {
  it('answers many paths at once under the same id', () => {
    const { posted } = play(listening(), sdk.get(3, 'ticket.id', 'ticket.requester'));
    expect(posted).toEqual([
      { id: 3, result: { 'ticket.id': 4711, 'ticket.requester': expect.objectContaining({ id: 31 }), errors: {} } },
    ]);
  });

  it('names the path that failed and answers the rest', () => {
    const { posted } = play(listening(), sdk.get(4, 'ticket.id', 'ticket.colour'));
    expect(posted).toEqual([
      {
        id: 4,
        result: {
          'ticket.id': 4711,
          errors: {
            'ticket.colour': { name: 'APIExecutionError', message: expect.any(String), path: 'ticket.colour' },
          },
        },
      },
    ]);
  });

  it('reads arguments after a colon, and nothing below an empty value', () => {
    const { posted } = play(
      listening(),
      sdk.get(5, 'ticket.customField:custom_field_7', 'ticket.organization', 'ticket.organization.id'),
    );
    expect(posted).toEqual([
      {
        id: 5,
        result: {
          'ticket.customField:custom_field_7': 'eu',
          'ticket.organization': null,
          'ticket.organization.id': null,
          errors: {},
        },
      },
    ]);
  });
});

it('answers a call it does not know with a named error', () => {
  const { posted } = play(listening(), sdk.keyed('x'), {
    type: 'received',
    data: { appGuid, instanceGuid: appGuid, id: 9, request: 'dance', params: {} },
  });
  expect(posted).toEqual([{ id: 9, error: { name: 'FatalError', message: expect.any(String) } }]);
});

it('hands on what an app triggers, and tolerates traffic it has no use for', () => {
  const { done, posted } = play(
    listening(),
    sdk.keyed('iframe.trigger:painted', { ms: 12 }),
    sdk.keyed('session.live'),
    sdk.invoke(7, { track: [{ type: 'click' }] }),
  );
  expect(done).toEqual([
    { type: 'told', event: 'painted', data: { ms: 12 } },
    { type: 'told', event: 'session.live', data: undefined },
  ]);
  expect(posted).toEqual([{ id: 7, result: { track: null, errors: {} } }]);
});

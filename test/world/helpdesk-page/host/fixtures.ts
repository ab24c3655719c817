import { type Effect, type HostState, type Input, newHost } from './state.ts';
import { step } from './step.ts';
import type { ToApp } from './to-app.ts';

export const appGuid = '0b6f1c1e-6f0a-4d39-9a55-0c2d1a6f3b10';

/** A host for one ticket, before the app has said anything. */
export const freshHost = (): HostState =>
  newHost({
    appGuid,
    isActive: true,
    metadata: { appId: 900, installationId: 5521, name: 'Sidelight', version: '0.1.0', settings: {} },
    context: {
      product: 'support',
      location: 'ticket_sidebar',
      instanceGuid: appGuid,
      account: { subdomain: 'acme' },
      ticketId: 4711,
    },
    properties: {
      colorScheme: 'light',
      ticket: {
        id: 4711,
        subject: 'Exports time out',
        status: 'open',
        tags: ['exports'],
        requester: { id: 31, name: 'Dana Whitfield', email: 'dana@northwind.example', externalId: '101' },
        organization: null,
        customField: { custom_field_7: 'eu' },
      },
      comment: { text: '', type: 'publicReply' },
    },
  });

const fromSdk = (body: object) =>
  ({ type: 'received', data: JSON.stringify({ appGuid, instanceGuid: appGuid, ...body }) }) as const;

/** What the SDK would send, as text, for each kind of message. */
export const sdk = {
  handshake: () => fromSdk({ key: 'iframe.handshake', message: { version: '2.0.9' } }),
  get: (id: number, ...paths: string[]) => fromSdk({ id, request: 'get', params: paths }),
  set: (id: number, values: object) => fromSdk({ id, request: 'set', params: values }),
  invoke: (id: number, actions: object) => fromSdk({ id, request: 'invoke', params: actions }),
  on: (event: string, count = 1) => fromSdk({ key: `iframe.on:${event}`, message: { subscriberCount: count } }),
  off: (event: string, count = 0) => fromSdk({ key: `iframe.off:${event}`, message: { subscriberCount: count } }),
  keyed: (key: string, message?: unknown) => fromSdk({ key, message }),
} satisfies Record<string, (...args: never[]) => Input>;

export interface Played {
  readonly state: HostState;
  /** Everything posted to the app, in order. */
  readonly posted: readonly ToApp[];
  /** Everything else that was asked of the helpdesk, in order. */
  readonly done: readonly Effect[];
}

/** Feeds inputs one after the other and gathers what came out. */
export function play(state: HostState, ...inputs: readonly Input[]): Played {
  let now = state;
  const effects = inputs.flatMap((input) => {
    const next = step(now, input);
    now = next.state;
    return next.effects;
  });
  return {
    state: now,
    posted: effects.flatMap((effect) => (effect.type === 'post' ? [effect.message] : [])),
    done: effects.filter((effect) => effect.type !== 'post'),
  };
}

/** A host whose app has registered and listens to these events. */
export const listening = (...events: readonly string[]): HostState =>
  play(freshHost(), sdk.handshake(), ...events.map((event) => sdk.on(event))).state;

import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { Attention, Clock, HelpdeskHost, TicketRef } from '../host/port.ts';
import type { Api } from './api.ts';
import type { Trouble } from './state.ts';

// Stand-ins for the surroundings, turned by hand. Only tests import them.

export interface FakeClock extends Clock {
  /** Lets time pass, running what falls due in order; promises settle in between. */
  pass(ms: number): Promise<void>;
  waiting(): number;
}

export function fakeClock(startMs = 1_000_000): FakeClock {
  const due = new Set<{ atMs: number; run: () => void }>();
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    waiting: () => due.size,
    after(delayMs, run) {
      const entry = { atMs: nowMs + delayMs, run };
      due.add(entry);
      return () => due.delete(entry);
    },
    async pass(ms) {
      const endMs = nowMs + ms;
      await settled();
      for (;;) {
        const next = [...due].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        due.delete(next);
        nowMs = next.atMs;
        next.run();
        await settled();
      }
      nowMs = endMs;
    },
  };
}

/** Everything that only waits for promises has had its turn. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

export function fakeAttention() {
  let isOn = true;
  const listeners: (() => void)[] = [];
  const attention: Attention = { isOn: () => isOn, onChange: (listener) => void listeners.push(listener) };
  return {
    ...attention,
    turn(on: boolean) {
      isOn = on;
      for (const listener of listeners) listener();
    },
  };
}

export function fakeHost(first: TicketRef | Error = { ticketId: '4711', requesterId: '1' }) {
  const listeners = { changed: [] as (() => void)[], saved: [] as (() => void)[] };
  const said: string[] = [];
  const host: HelpdeskHost & { ref: TicketRef | Error; takesDrafts: boolean } = {
    ref: first,
    takesDrafts: true,
    async identify(signal) {
      signal.throwIfAborted();
      if (this.ref instanceof Error) throw this.ref;
      return this.ref;
    },
    onTicketChanged: (listener) => void listeners.changed.push(listener),
    onTicketSaved: (listener) => void listeners.saved.push(listener),
    onActivity: () => {},
    onColorScheme: () => {},
    resize: () => {},
    writing: async () => ({}),
    async insertDraft(text) {
      if (this.takesDrafts) said.push(`draft ${text}`);
      return this.takesDrafts;
    },
  };
  const emit = (event: keyof typeof listeners) => {
    for (const listener of listeners[event]) listener();
  };
  return { host, said, emit };
}

interface Asked {
  readonly request: Parameters<Api['openContext']>[0];
  readonly signal: AbortSignal;
  say(event: ContextEvent): void;
  end(trouble?: Trouble): Promise<void>;
}

/** An API whose every answer the test gives. `asked` and `linked` hold what reached it. */
export function fakeApi() {
  const asked: Asked[] = [];
  const linked: unknown[] = [];
  const api: Api & { linkTrouble: Trouble | undefined; linkGate: Promise<void> } = {
    linkTrouble: undefined,
    linkGate: Promise.resolve(),
    openContext: (request, onEvent, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        const end = (trouble?: Trouble) => {
          resolve(trouble);
          return settled();
        };
        asked.push({ request, signal, say: onEvent, end });
      }),
    async link(verb, request) {
      linked.push([verb, request]);
      await this.linkGate;
      return this.linkTrouble;
    },
  };
  return { api, asked, linked, last: () => asked[asked.length - 1] as Asked };
}

export const frames: readonly CardFrame[] = [
  { id: 'identity', title: 'Customer', fields: [{ id: 'customer.name', label: 'Name', show: 'title' }] },
  {
    id: 'plan',
    title: 'Plan',
    fields: [
      { id: 'plan.name', label: 'Plan', show: 'strong' },
      { id: 'plan.seats', label: 'Seats', show: 'row' },
    ],
  },
];

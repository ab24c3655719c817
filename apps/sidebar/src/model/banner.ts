import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { BannerIncident } from '@sidelight/shared/health/incident.ts';
import type { BannerEvent } from '@sidelight/shared/health/status.ts';
import type { Attention, Clock } from '../host/port.ts';
import type { Sidebar } from './sidebar.ts';
import type { State } from './state.ts';
import type { Check, Client } from './status/client.ts';
import { follow } from './status/follow.ts';
import type { Store } from './store.ts';

export interface BannerState {
  /** Absent until the stream has said anything: until then the ticket's own answer tells of health. */
  readonly incidents: readonly BannerIncident[] | undefined;
  /** Incidents the agent has unfolded. */
  readonly open: readonly string[];
  /** When the stream was last heard, once it has fallen silent. */
  readonly silentSince: string | undefined;
  /** Sidelight's own database does not answer. */
  readonly isStoreAway?: true | undefined;
}

export const firstBanner: BannerState = { incidents: undefined, open: [], silentSince: undefined };

export interface BannerDeps {
  readonly banner: Store<BannerState>;
  readonly state: Store<State>;
  readonly sidebar: Pick<Sidebar, 'refresh'>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  isStatusEvent: Check<BannerEvent>;
  /** What the page came with, where something was out of order. */
  readonly status?: unknown;
  random(): number;
}

/** Everybody hears of it at once; not everybody asks at once. */
const SPREAD_MS = 1_500;
/** Somebody is being answered: look again a little later. */
const BUSY_MS = 300;

/** Follows what is out of order, and has the ticket read again where that has changed. */
export function createBanner({
  banner,
  state,
  sidebar,
  client,
  clock,
  attention,
  isStatusEvent,
  status,
  random,
}: BannerDeps) {
  const paint = (change: Partial<BannerState>) => banner.set({ ...banner.get(), ...change });
  let known: readonly SystemHealth[] | undefined;
  let heard = '';
  let ticketId = state.get().ref.ticketId;
  const due = new Set<string>();

  const stream = follow({
    ...{ client, clock, isStatusEvent, random },
    isAside: () => !attention.isOn(),
    request: () => (ticketId ? { ticketId } : {}),
    onEvent(event) {
      heard = event.type === 'beat' ? event.at : event.status.at;
      if (event.type === 'status') hear(event.status);
      else if (banner.get().silentSince) paint({ silentSince: undefined });
    },
    onSilence: () => paint({ silentSince: heard || undefined }),
    onRefused: () => {},
  });
  state.watch(() => {
    const now = state.get().ref.ticketId;
    if (now === ticketId) return;
    ticketId = now;
    stream.restart();
  });

  attention.onChange(stream.restart);
  const first = { type: 'status', status };
  if (status && isStatusEvent(first) && first.type === 'status') hear(first.status);

  function hear({ systems, incidents, isStoreAway }: StatusSaid): void {
    paint({ incidents, isStoreAway, silentSince: undefined });
    const before = known ?? state.get().health;
    known = systems;
    const changed = systems.filter((system) => standing(system) !== standing(before.find(isSame(system))));
    if (changed.length === 0 || before.length === 0) return;
    for (const { system } of changed) due.add(system);
    clock.after(random() * SPREAD_MS, readNext);
  }

  /** One system after the other, and never over an answer that is still coming. */
  function readNext(): void {
    const [next] = due;
    if (next === undefined) return;
    if (state.get().phase === 'settled') {
      due.delete(next);
      sidebar.refresh(next);
    }
    clock.after(BUSY_MS, readNext);
  }

  return {
    toggle(id: string): void {
      const { open } = banner.get();
      paint({ open: open.includes(id) ? open.filter((other) => other !== id) : [...open, id] });
    },
  };
}

type StatusSaid = Extract<BannerEvent, { type: 'status' }>['status'];

/** What makes values shown until now count for more or less. */
const standing = (system: SystemHealth | undefined): 'ok' | 'bad' | 'wrong' => {
  if (system === undefined || system.state === 'ok') return 'ok';
  return system.reason === 'wrong_values' ? 'wrong' : 'bad';
};
const isSame =
  ({ system }: SystemHealth) =>
  (other: SystemHealth) =>
    other.system === system;

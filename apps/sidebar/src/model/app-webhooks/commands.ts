import type { AppWebhookAnswer } from '@sidelight/shared/setup/app-webhook.ts';
import type { Clock } from '../../host/port.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { type AppWebhooksState, keyInputId, type News } from './state.ts';

export interface AppWebhookCommandDeps {
  readonly state: Store<AppWebhooksState>;
  readonly client: Client;
  readonly clock: Clock;
  isAppWebhookAnswer: Check<AppWebhookAnswer>;
  /** False where the browser refused. */
  copyText(text: string): boolean;
  refresh(): void;
}

const SAID_MS = 6_000;
type Refused = Extract<AppWebhookAnswer, { kind: 'refused' }>;

/** What an admin does about webhooks of vendors' own apps. */
export function createAppWebhookCommands(deps: AppWebhookCommandDeps) {
  const { state, client, clock } = deps;
  const paint = (change: Partial<AppWebhooksState>) => state.set({ ...state.get(), ...change });
  const flip = (set: ReadonlySet<string>, system: string) => {
    const next = new Set(set);
    if (!next.delete(system)) next.add(system);
    return next;
  };

  /** What went well is said for a while. */
  function say(news: News): void {
    paint({ news });
    clock.after(SAID_MS, () => state.get().news === news && paint({ news: undefined }));
  }

  const isSending = () => /ing$/.test(state.get().news?.state ?? '');

  async function send(system: string, signingKey: string | null): Promise<void> {
    if (isSending()) return;
    paint({ news: { system, state: signingKey === null ? 'removing' : 'saving' }, asked: undefined });
    const path = `/v1/setup/webhooks/${encodeURIComponent(system)}`;
    const answer = await client.tell(path, { signingKey }, deps.isAppWebhookAnswer);
    if (!answer.ok) paint({ news: { system, state: 'failed', refusal: answer.refusal } });
    else if (answer.value.kind === 'refused') refused(system, signingKey, answer.value);
    else done(system, signingKey);
    deps.refresh();
  }

  function refused(system: string, signingKey: string | null, { why, least }: Refused): void {
    const focus = signingKey === null ? undefined : keyInputId(system);
    paint({ news: { system, state: 'refused', why, ...(least !== undefined && { least }) }, focus });
  }

  function done(system: string, signingKey: string | null): void {
    const typed = new Map(state.get().typed);
    // Typed on while it was on its way: that is not saved yet.
    if (typed.get(system) === signingKey) typed.delete(system);
    paint({ typed });
    say({ system, state: signingKey === null ? 'removed' : 'saved' });
  }

  return {
    toggle: (system: string) => paint({ open: flip(state.get().open, system) }),
    reveal: (system: string) => paint({ legible: flip(state.get().legible, system) }),
    type(system: string, text: string) {
      const typed = new Map(state.get().typed);
      if (text === '') typed.delete(system);
      else typed.set(system, text);
      paint({ typed, ...(!isSending() && { news: undefined }) });
    },
    copy: (system: string, address: string) => say({ system, state: deps.copyText(address) ? 'copied' : 'not_copied' }),
    save(system: string) {
      const signingKey = state.get().typed.get(system);
      if (signingKey === undefined) paint({ focus: keyInputId(system) });
      else void send(system, signingKey);
    },
    /** The first of two clicks; without a system, second thoughts. */
    askFirst: (asked: string | undefined) => paint({ asked }),
    remove: (system: string) => void send(system, null),
  };
}
export type AppWebhookCommands = ReturnType<typeof createAppWebhookCommands>;

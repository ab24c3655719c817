import type { Tree } from '../host/property-path.ts';
import { type Effect, newHost } from '../host/state.ts';
import type { ColorScheme } from '../host/ticket-properties.ts';
import type { Context } from '../host/to-app.ts';
import type { PageSettings, Staff } from '../workspace.ts';
import { type Channel, openChannel } from './app-channel.ts';
import { loadApp } from './app-load.ts';
import { callForApp } from './app-requests.ts';
import type { AppState } from './app-state.ts';
import { h } from './element.ts';
import { pageOf } from './installed.ts';
import type { Instances } from './instances.ts';
import type { Server } from './server.ts';

/** What the app asks of the helpdesk around it; the rest stays inside the frame. */
export type AppWish = Exclude<
  Effect,
  { type: 'post' | 'registered' | 'resize' | 'size' | 'request' | 'save_decided' | 'relay' | 'say' | 'modal' }
>;

interface Opening {
  readonly location: string;
  /** Tells this frame from the others of the page. */
  readonly name: string;
  readonly agent: Staff;
  readonly colorScheme: ColorScheme;
  /** Another page of the app's, opened by an app as it stands: nobody signs that. */
  readonly page?: { readonly url: URL; readonly guid: string };
  /** What the helpdesk says of itself to the frame with this id. */
  scene(appGuid: string): { readonly context: Context; readonly properties: Tree };
}

export interface AppFrame {
  readonly element: HTMLElement;
  /** Makes room for the app, for this agent; whatever was here goes. Its page comes with `load`. */
  prepare(opening: Opening): void;
  /** Loads the page, if it is not there already. */
  load(): void;
  /** Both at once. */
  open(opening: Opening): void;
  isActive(): boolean;
  setActive(isActive: boolean): void;
  /** Something in the helpdesk changed that the app may be listening to. */
  change(values: Readonly<Record<string, unknown>>): void;
  emit(event: string, payload: unknown): void;
  /** What stands in the address behind the app's page. */
  route(to: string): void;
  size(width: string, height: string): void;
  /** Asks the app whether the ticket may be saved; answers its objection, if any. */
  askToSave(): Promise<string | undefined>;
  /** Unloads the app; it can be opened again. */
  empty(): void;
  close(): void;
}

export interface FrameDesk {
  readonly settings: PageSettings;
  readonly server: Server;
  readonly instances: Instances;
  openModal(modal: Extract<Effect, { type: 'modal' }>, parentGuid: string): void;
}

const saveMs = 10_000;

/** One copy of the app, a ticket's or a place's own: it stays alive, hidden, while something else is looked at. */
export function createAppFrame(
  { settings, server, instances, openModal }: FrameDesk,
  onState: (state: AppState) => void,
  onWish: (wish: AppWish) => void,
): AppFrame {
  const element = h('div', { class: 'app-frame', hidden: true });
  let isActive = false;
  let channel: Channel | undefined;
  let attempt = new AbortController();
  let onDecision: (refusal: string | undefined) => void = () => {};
  let guid = '';
  let load = () => {};

  const leave = () => {
    attempt.abort();
    channel?.close();
    instances.remove(guid);
    load = () => {};
    element.replaceChildren();
  };

  const prepare = (opening: Opening) => {
    const { app } = settings;
    const url = opening.page?.url.href ?? pageOf(app, opening.location);
    leave();
    if (!app || url === undefined) return;
    attempt = new AbortController();
    const { signal } = attempt;
    const appGuid = opening.page?.guid ?? crypto.randomUUID();
    guid = appGuid;
    let startedAt = 0;
    let isReady = false;
    const tell = (state: AppState) => !signal.aborted && onState(state);

    const frame = h('iframe', {
      name: `app-${appGuid}`,
      title: app.name,
      'data-app-frame': opening.name,
      sandbox:
        'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads',
      allow: 'clipboard-write',
    });
    const host = newHost({
      appGuid,
      isActive,
      metadata: {
        appId: Number(app.id),
        installationId: Number(app.installationId),
        ...{ name: app.name, version: app.version, settings: {} },
      },
      ...opening.scene(appGuid),
    });
    const own = openChannel(host, (effect) => {
      switch (effect.type) {
        case 'registered':
          isReady = true;
          instances.registered(appGuid);
          tell({ at: 'ready', tookMs: Math.round(performance.now() - startedAt), sdkVersion: effect.sdkVersion });
          break;
        case 'resize':
          frame.style.height = `${effect.heightPx}px`;
          break;
        case 'size':
          if (effect.width) frame.style.width = effect.width;
          if (effect.height) frame.style.height = effect.height;
          break;
        case 'relay':
          instances.relay(appGuid, effect.to, effect.message);
          break;
        case 'say':
          instances.say(effect.to, effect.message);
          break;
        case 'modal':
          openModal(effect, appGuid);
          break;
        case 'request':
          void callForApp(effect.options, signal).then((response) =>
            own.send({ type: 'answered', key: effect.key, response }),
          );
          break;
        case 'save_decided':
          onDecision(effect.refusal);
          break;
        default:
          onWish(effect);
      }
    });

    channel = own;
    instances.add({ context: host.context, send: own.send });
    const { agent, location, colorScheme } = opening;
    const entry = { role: agent.role, locale: agent.locale, location, appGuid, colorScheme };
    load = () => {
      load = () => {};
      startedAt = performance.now();
      tell({ at: 'opening' });
      own.attach(frame, new URL(url).origin);
      element.replaceChildren(frame);
      if (opening.page) frame.src = url;
      else void loadApp(server, frame, entry, () => isReady, tell, signal);
    };
  };

  return {
    element,
    prepare,
    load: () => load(),
    open(opening) {
      prepare(opening);
      load();
    },
    isActive: () => isActive,
    setActive(next) {
      if (next === isActive) return;
      isActive = next;
      element.hidden = !next;
      channel?.send({ type: next ? 'activated' : 'deactivated' });
    },
    change: (values) => channel?.send({ type: 'changed', values }),
    emit: (event, payload) => channel?.send({ type: 'emitted', event, payload }),
    route: (to) => channel?.send({ type: 'routed', route: to }),
    size(width, height) {
      const frame = element.querySelector('iframe');
      if (frame) Object.assign(frame.style, { width, height });
    },
    askToSave: () =>
      new Promise((resolve) => {
        // Where no app was opened, nobody objects.
        if (!channel) return resolve(undefined);
        const timer = setTimeout(() => onDecision('The app did not answer in time.'), saveMs);
        onDecision = (refusal) => {
          clearTimeout(timer);
          resolve(refusal);
        };
        channel.send({ type: 'save_asked' });
      }),
    empty: leave,
    close() {
      channel?.send({ type: 'emitted', event: 'app.willDestroy', payload: {} });
      leave();
      element.remove();
    },
  };
}

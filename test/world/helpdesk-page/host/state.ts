import type { InstanceCall } from './from-app.ts';
import type { Tree } from './property-path.ts';
import type { Context, Metadata, ToApp } from './to-app.ts';

/** All the host knows about one framed app. Replaced, never changed. */
export interface HostState {
  readonly appGuid: string;
  readonly metadata: Metadata;
  readonly context: Context;
  /** What `get` reads and `set` writes. */
  readonly properties: Tree;
  readonly isRegistered: boolean;
  /** Whether its tab is the one the agent looks at. */
  readonly isActive: boolean;
  /** The first `app.activated` waits until the app listens, and is sent once. */
  readonly wasActivated: boolean;
  /** Its page is in the top or the left bar: it hears of `pane.…` where others hear of `app.…`. */
  readonly isPane: boolean;
  /** A pane is told of each return, not of its first display. */
  readonly wasShown: boolean;
  /** Own listeners, per event. */
  readonly subscribers: Readonly<Record<string, number>>;
  /** Listeners of other instances of the app to this one, per `<their guid> <event>`. */
  readonly watchers: Readonly<Record<string, number>>;
  /** How many modals it has opened: their guids are made from it. */
  readonly modals: number;
  readonly isSaving: boolean;
  /** What stands in the address behind the app's own page. */
  readonly route: string | undefined;
}

export type Input =
  | { readonly type: 'received'; readonly data: unknown }
  | { readonly type: 'activated' }
  | { readonly type: 'deactivated' }
  /** The helpdesk itself changed something: the agent picked another requester, switched to dark. */
  | { readonly type: 'changed'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly type: 'context_changed'; readonly context: Context }
  | { readonly type: 'emitted'; readonly event: string; readonly payload: unknown }
  /** Another instance of the app asks something of this one, through a client of its own for it. */
  | { readonly type: 'called'; readonly by: string; readonly message: InstanceCall }
  /** What an instance that this one listens to has said. */
  | { readonly type: 'heard'; readonly message: ToApp }
  /** All instances of the app on this page, by guid. */
  | { readonly type: 'instances'; readonly instances: Tree }
  | { readonly type: 'routed'; readonly route: string }
  | { readonly type: 'save_asked' }
  | { readonly type: 'answered'; readonly key: string; readonly response: AppResponse };

/** How an HTTP call made on the app's behalf went. */
export interface AppResponse {
  readonly isOk: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly responseText: string;
  readonly responseJSON: unknown;
}

export type Effect =
  | { readonly type: 'post'; readonly message: ToApp }
  | { readonly type: 'registered'; readonly sdkVersion: string }
  | { readonly type: 'property_set'; readonly path: string; readonly value: unknown }
  | { readonly type: 'resize'; readonly heightPx: number }
  | {
      readonly type: 'notify';
      readonly text: string;
      readonly tone: 'notice' | 'alert' | 'error';
      readonly isSticky: boolean;
    }
  | { readonly type: 'insert'; readonly text: string; readonly at: 'cursor' | 'end' }
  | { readonly type: 'route'; readonly to: string; readonly id: string }
  | { readonly type: 'collapse'; readonly isCollapsed: boolean }
  | { readonly type: 'show'; readonly isShown: boolean }
  | { readonly type: 'request'; readonly key: string; readonly options: Readonly<Record<string, unknown>> }
  | { readonly type: 'save_decided'; readonly refusal: string | undefined }
  /** Opens, closes or turns the popover of the top bar. */
  | { readonly type: 'popover'; readonly wish: 'show' | 'hide' | 'toggle' }
  | { readonly type: 'size'; readonly width: string | undefined; readonly height: string | undefined }
  /** Loads a page that nobody has opened yet, unseen. */
  | { readonly type: 'preload' }
  | {
      readonly type: 'modal';
      readonly guid: string;
      readonly url: string;
      readonly width: string;
      readonly height: string;
    }
  | { readonly type: 'destroy' }
  /** To be asked of another instance of the app. */
  | { readonly type: 'relay'; readonly to: string; readonly message: InstanceCall }
  /** To be said to another instance of the app: an answer, or an event it listens to. */
  | { readonly type: 'say'; readonly to: string; readonly message: ToApp }
  | { readonly type: 'told'; readonly event: string; readonly data: unknown };

export interface Step {
  readonly state: HostState;
  readonly effects: readonly Effect[];
}

export function newHost(
  given: Pick<HostState, 'appGuid' | 'metadata' | 'context' | 'properties' | 'isActive'>,
): HostState {
  const isPane = /^(top|nav)_bar$/.test(given.context.location);
  return {
    ...{
      ...given,
      isPane,
      wasShown: false,
      isRegistered: false,
      wasActivated: false,
      isSaving: false,
      route: undefined,
    },
    ...{ subscribers: {}, watchers: {}, modals: 0 },
  };
}

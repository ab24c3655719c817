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
  /** Listeners per `<instance guid> <event>`. */
  readonly subscribers: Readonly<Record<string, number>>;
  readonly isSaving: boolean;
}

export type Input =
  | { readonly type: 'received'; readonly data: unknown }
  | { readonly type: 'activated' }
  | { readonly type: 'deactivated' }
  /** The helpdesk itself changed something: the agent picked another requester, switched to dark. */
  | { readonly type: 'changed'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly type: 'context_changed'; readonly context: Context }
  | { readonly type: 'emitted'; readonly event: string; readonly payload: unknown }
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
  | { readonly type: 'told'; readonly event: string; readonly data: unknown };

export interface Step {
  readonly state: HostState;
  readonly effects: readonly Effect[];
}

export function newHost(
  given: Pick<HostState, 'appGuid' | 'metadata' | 'context' | 'properties' | 'isActive'>,
): HostState {
  return { ...given, isRegistered: false, wasActivated: false, subscribers: {}, isSaving: false };
}

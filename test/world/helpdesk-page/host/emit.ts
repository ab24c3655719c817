import type { Change } from './changes.ts';
import type { Effect, HostState } from './state.ts';

export const ROUTE_CHANGED = 'app.route.changed';

export const watching = (guid: string, event: string) => `${guid} ${event}`;

/**
 * Posts an event to the app, if it has registered and listens, and says it to the other instances that
 * listen to this one. Those hear of it before this one's page is there: they asked the helpdesk, not the page.
 */
export function emit(state: HostState, event: string, payload: unknown): readonly Effect[] {
  const message = { key: `zaf.${event}`, message: payload };
  const own: Effect[] = state.isRegistered && (state.subscribers[event] ?? 0) > 0 ? [{ type: 'post', message }] : [];
  const others = Object.entries(state.watchers)
    .filter(([key, count]) => count > 0 && key.endsWith(` ${event}`))
    .map(([key]): Effect => {
      const to = key.slice(0, key.indexOf(' '));
      return { type: 'say', to, message: { ...message, instanceGuid: state.appGuid } };
    });
  return [...own, ...others];
}

/** `<path>.changed` with the new value, and the wildcard with both. */
export const emitChanges = (state: HostState, changes: readonly Change[]): readonly Effect[] =>
  changes.flatMap(({ path, before, after }) => [
    ...emit(state, `${path}.changed`, after),
    ...emit(state, '*.changed', { propertyName: path, oldValue: before, newValue: after }),
  ]);

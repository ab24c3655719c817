import type { Change } from './changes.ts';
import type { Effect, HostState } from './state.ts';

export const subscription = (instanceGuid: string, event: string) => `${instanceGuid} ${event}`;

/** Posts an event to each instance that listens to it; to nobody before the app has registered. */
export function emit(state: HostState, event: string, payload: unknown): readonly Effect[] {
  if (!state.isRegistered) return [];
  return Object.entries(state.subscribers)
    .filter(([key, count]) => count > 0 && key.endsWith(` ${event}`))
    .map(([key]) => {
      const instanceGuid = key.slice(0, key.indexOf(' '));
      const message = { key: `zaf.${event}`, message: payload };
      return { type: 'post', message: instanceGuid === state.appGuid ? message : { ...message, instanceGuid } };
    });
}

/** `<path>.changed` with the new value, and the wildcard with both. */
export const emitChanges = (state: HostState, changes: readonly Change[]): readonly Effect[] =>
  changes.flatMap(({ path, before, after }) => [
    ...emit(state, `${path}.changed`, after),
    ...emit(state, '*.changed', { propertyName: path, oldValue: before, newValue: after }),
  ]);

import { watching } from './emit.ts';
import type { InstanceCall } from './from-app.ts';
import { call } from './receive.ts';
import type { HostState, Step } from './state.ts';

/** Another instance asks: what it asks for is done here, and the answer goes to it. Its own page need not be there yet. */
export function called(state: HostState, by: string, message: InstanceCall): Step {
  if (message.kind === 'counted') {
    const watchers = { ...state.watchers, [watching(by, message.event)]: message.subscribers };
    return { state: { ...state, watchers }, effects: [] };
  }
  const { state: next, effects } = call(state, message);
  return {
    state: next,
    effects: effects.map((effect) =>
      effect.type === 'post' && 'id' in effect.message ? { type: 'say', to: by, message: effect.message } : effect,
    ),
  };
}

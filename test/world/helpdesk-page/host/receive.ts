import { emit, ROUTE_CHANGED } from './emit.ts';
import { type FromApp, type InstanceCall, readFromApp } from './from-app.ts';
import { get } from './get.ts';
import { invoke } from './invoke.ts';
import { set } from './set.ts';
import type { Effect, HostState, Step } from './state.ts';

/** One message from the app's window. What is not the SDK's, or not for this frame, changes nothing. */
export function receive(state: HostState, data: unknown): Step {
  const envelope = readFromApp(data);
  if (!envelope || envelope.appGuid !== state.appGuid) return { state, effects: [] };
  const { message, instanceGuid } = envelope;
  if (message.kind === 'handshake') return register(state, message.version);
  if (!state.isRegistered) return { state, effects: [] };
  // The SDK's client for another instance speaks through this window.
  if (instanceGuid !== state.appGuid && isForInstance(message))
    return { state, effects: [{ type: 'relay', to: instanceGuid, message }] };

  switch (message.kind) {
    case 'get':
    case 'set':
    case 'invoke':
    case 'triggered':
      return call(state, message);
    case 'bad_call':
      return {
        state,
        effects: [post({ id: message.id, error: { name: 'FatalError', message: 'is not a call the helpdesk knows' } })],
      };
    case 'counted':
      return count(state, message.event, message.subscribers);
    case 'requested':
      return { state, effects: [{ type: 'request', key: message.key, options: message.options }] };
    case 'replied':
      return message.hook === 'ticket.save' && state.isSaving
        ? { state: { ...state, isSaving: false }, effects: [{ type: 'save_decided', refusal: message.refusal }] }
        : { state, effects: [] };
    case 'other':
      return { state, effects: [{ type: 'told', event: message.key, data: message.data }] };
    default: {
      const never: never = message;
      return never;
    }
  }
}

const isForInstance = (message: FromApp): message is InstanceCall =>
  /^(get|set|invoke|counted|triggered)$/.test(message.kind);

/** What can be asked of an instance, by itself or by another. */
export function call(state: HostState, message: Exclude<InstanceCall, { kind: 'counted' }>): Step {
  switch (message.kind) {
    case 'get':
      return { state, effects: [post({ id: message.id, result: get(state, message.paths) })] };
    case 'set':
      return set(state, message.id, message.values);
    case 'invoke':
      return invoke(state, message.id, message.actions);
    case 'triggered': {
      const { event, data } = message;
      return { state, effects: [...emit(state, event, data), { type: 'told', event, data }] };
    }
  }
}

const post = (message: Extract<Effect, { type: 'post' }>['message']): Effect => ({ type: 'post', message });

/** A page that loads again in the same frame shakes hands again, and listens to nothing yet. */
function register(state: HostState, sdkVersion: string): Step {
  const { metadata, context } = state;
  return {
    state: { ...state, isRegistered: true, wasActivated: false, subscribers: {}, isSaving: false },
    effects: [post({ key: 'zaf.app.registered', message: { metadata, context } }), { type: 'registered', sdkVersion }],
  };
}

function count(state: HostState, event: string, subscribers: number): Step {
  const next = { ...state, subscribers: { ...state.subscribers, [event]: subscribers } };
  // Who came by an address hears of it once the app listens.
  if (event === ROUTE_CHANGED && state.route !== undefined)
    return { state: next, effects: emit(next, event, { appRoute: state.route }) };
  const isFirst = event === 'app.activated' && subscribers > 0 && !state.wasActivated;
  if (!isFirst || !state.isActive || state.isPane) return { state: next, effects: [] };
  return {
    state: { ...next, wasActivated: true },
    effects: [post({ key: 'zaf.app.activated', message: { firstLoad: true } })],
  };
}

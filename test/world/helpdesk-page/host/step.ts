import { assign } from './assign.ts';
import { called } from './called.ts';
import { emit, ROUTE_CHANGED } from './emit.ts';
import { writePath } from './property-path.ts';
import { receive } from './receive.ts';
import type { AppResponse, HostState, Input, Step } from './state.ts';

/** The helpdesk's side of the app framework: what happened in, what to do out. Pure. */
export function step(state: HostState, input: Input): Step {
  switch (input.type) {
    case 'received':
      return receive(state, input.data);
    case 'activated':
      return activate(state);
    case 'deactivated': {
      if (!state.isActive) return { state, effects: [] };
      const next = { ...state, isActive: false };
      return { state: next, effects: emit(next, state.isPane ? 'pane.deactivated' : 'app.deactivated', {}) };
    }
    case 'changed':
      return assign(state, input.values);
    case 'context_changed': {
      const next = { ...state, context: input.context };
      return { state: next, effects: emit(next, 'context.updated', input.context) };
    }
    case 'emitted':
      return { state, effects: emit(state, input.event, input.payload) };
    case 'called':
      return called(state, input.by, input.message);
    case 'heard':
      return { state, effects: state.isRegistered ? [{ type: 'post', message: input.message }] : [] };
    case 'instances':
      return {
        state: { ...state, properties: writePath(state.properties, 'instances', input.instances) },
        effects: [],
      };
    case 'routed': {
      const next = { ...state, route: input.route };
      return { state: next, effects: emit(next, ROUTE_CHANGED, { appRoute: input.route }) };
    }
    case 'save_asked':
      return askToSave(state);
    case 'answered':
      return { state, effects: emit(state, ...answer(input.key, input.response)) };
    default: {
      const never: never = input;
      return never;
    }
  }
}

function activate(state: HostState): Step {
  if (state.isActive) return { state, effects: [] };
  if (state.isPane) {
    const next = { ...state, isActive: true, wasShown: true };
    return { state: next, effects: state.wasShown ? emit(next, 'pane.activated', {}) : [] };
  }
  const effects = emit(state, 'app.activated', { firstLoad: !state.wasActivated });
  return { state: { ...state, isActive: true, wasActivated: state.wasActivated || effects.length > 0 }, effects };
}

/** With nobody listening there is nobody to refuse. While one answer is due, no second question is put. */
function askToSave(state: HostState): Step {
  if (state.isSaving) return { state, effects: [] };
  const listeners = state.isRegistered ? (state.subscribers['ticket.save'] ?? 0) : 0;
  if (listeners === 0) return { state, effects: [{ type: 'save_decided', refusal: undefined }] };
  return {
    state: { ...state, isSaving: true },
    effects: [{ type: 'post', message: { key: 'zaf.ticket.save', needsReply: true } }],
  };
}

function answer(key: string, response: AppResponse): [string, unknown] {
  if (response.isOk) {
    const body = response.responseJSON ?? response.responseText;
    return [`${key}.done`, { responseArgs: [body, 'success', { status: response.status }] }];
  }
  const { isOk: _isOk, ...refusal } = response;
  return [`${key}.fail`, { responseArgs: [refusal, 'error', response.statusText] }];
}

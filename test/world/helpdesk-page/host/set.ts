import { assign } from './assign.ts';
import { readPath } from './property-path.ts';
import type { HostState, Step } from './state.ts';
import { failure, type HostError } from './to-app.ts';

const writable = [
  /^ticket\.(subject|status|priority|type|tags|requester|customField:[\w-]+)$/,
  /^comment\.(text|type)$/,
  // Which of the drawings of the icon is shown.
  /^iconSymbol$/,
];

/** Answers a `set`: writes what an app may write, and says which paths it may not. */
export function set(state: HostState, id: number, values: Readonly<Record<string, unknown>>): Step {
  const errors: Record<string, HostError> = {};
  const accepted: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const isKnown = readPath(state.properties, path) !== undefined || path.startsWith('ticket.customField:');
    if (!isKnown) errors[path] = failure(path, 'is not available in this location');
    else if (!writable.some((pattern) => pattern.test(path))) errors[path] = failure(path, 'cannot be set');
    else accepted[path] = value;
  }
  const written = assign(state, accepted);
  return {
    state: written.state,
    effects: [
      { type: 'post', message: { id, result: { ...accepted, errors } } },
      ...Object.entries(accepted).map(([path, value]) => ({ type: 'property_set', path, value }) as const),
      ...written.effects,
    ],
  };
}

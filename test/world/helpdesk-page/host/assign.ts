import { type Change, changesOf } from './changes.ts';
import { emitChanges } from './emit.ts';
import { readPath, writePath } from './property-path.ts';
import type { HostState, Step } from './state.ts';

/** Writes values into the properties and tells whoever listens what changed. */
export function assign(state: HostState, values: Readonly<Record<string, unknown>>): Step {
  let { properties } = state;
  const changes: Change[] = [];
  for (const [path, value] of Object.entries(values)) {
    changes.push(...changesOf(path, readPath(properties, path) ?? null, value));
    properties = writePath(properties, path, value);
  }
  const next = { ...state, properties };
  return { state: next, effects: emitChanges(next, changes) };
}

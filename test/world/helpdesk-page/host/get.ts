import { readPath } from './property-path.ts';
import type { HostState } from './state.ts';
import { type CallResult, failure, type HostError } from './to-app.ts';

/** Answers a `get`: what is there, and an error for each path that is not. */
export function get(state: HostState, paths: readonly string[]): CallResult {
  const found: Record<string, unknown> = {};
  const errors: Record<string, HostError> = {};
  for (const path of paths) {
    const value = readPath(state.properties, path);
    if (value === undefined) errors[path] = failure(path, 'is not available in this location');
    else found[path] = value;
  }
  return { ...found, errors };
}

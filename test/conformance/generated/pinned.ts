import { isNode } from '../specs/node.ts';
import type { Pinned } from './from-schema.ts';

/** What an answer is about, and which world it is from: connectors refuse any other at once. */
const names = ['id', 'customer', 'livemode', 'requester_id', 'active', 'role'];

/** The first value each of those names has in a good answer. */
export function pinnedOf(fixture: unknown, found = new Map<string, unknown>()): Pinned {
  if (!isNode(fixture)) return found;
  for (const [name, value] of Object.entries(fixture)) {
    if (names.includes(name) && !found.has(name)) found.set(name, value);
    pinnedOf(value, found);
  }
  return found;
}

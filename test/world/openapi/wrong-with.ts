import { expect } from 'vitest';
import { call } from '../caller.ts';
import type { Vendor } from '../systems.ts';
import type { World } from '../world.ts';

/** Calls a path for each id and collects everything that is wrong. */
export async function wrongWith<T>(
  world: World,
  ids: readonly T[],
  ask: (id: T) => { vendor: Vendor; path: string; status?: number; body?: unknown; headers?: Record<string, string> },
  judge: (body: unknown) => string[],
) {
  const found: string[] = [];
  for (const id of ids) {
    const { vendor, path, status = 200, ...init } = ask(id);
    const answer = await call(world, vendor, path, init);
    expect(answer.status, path).toBe(status);
    found.push(...judge(answer.json).map((problem) => `${path}: ${problem}`));
  }
  expect(ids.length).toBeGreaterThan(0);
  return found;
}

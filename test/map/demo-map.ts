import { join } from 'node:path';
import { checkTexts } from '@sidelight/api/map/load-map.ts';
import type { MapFault } from '@sidelight/api/map/map-error.ts';
import { isMapError } from '@sidelight/api/map/map-error.ts';
import { type MapTexts, readMapTexts } from '@sidelight/api/map/map-files.ts';
import { expect } from 'vitest';

const demoFolder = join(import.meta.dirname, '../../map');
export const demoTexts = (): Promise<MapTexts> => readMapTexts(demoFolder, AbortSignal.timeout(5000));

/** A day on which nothing in the demo map is to come, and nothing long ago. */
export const NOW_MS = Date.parse('2026-11-24T12:00:00Z');

/** The texts with one file changed; fails when the change changes nothing. */
export function withChange(texts: MapTexts, file: string, change: (text: string) => string): MapTexts {
  const before = texts.get(file) ?? '';
  const after = change(before);
  expect(after, `${file} was not changed`).not.toBe(before);
  return new Map([...texts, [file, after]]);
}

/** What is wrong with these texts. */
export function faultsOf(texts: MapTexts, nowMs = NOW_MS): readonly MapFault[] {
  try {
    checkTexts(texts, nowMs);
    return [];
  } catch (error) {
    if (isMapError(error)) return error.faults;
    throw error;
  }
}

import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { MapFault } from '../map-error.ts';
import type { MapFile, Path } from '../map-file.ts';

/** What each check is given: the whole map, one file of it, and where to put what is wrong. */
export interface Desk {
  readonly map: IntegrationMap;
  readonly nowMs: number;
  /** The map cannot be used like this. */
  fault(path: Path, message: string): void;
  /** Somebody should look at it; nothing breaks. */
  warn(path: Path, message: string): void;
}

export interface Findings {
  readonly faults: MapFault[];
  readonly warnings: MapFault[];
}

export const deskFor = (
  file: Pick<MapFile<unknown>, 'fault'>,
  map: IntegrationMap,
  nowMs: number,
  findings: Findings,
): Desk => ({
  map,
  nowMs,
  fault: (path, message) => void findings.faults.push(file.fault(path, message)),
  warn: (path, message) => void findings.warnings.push(file.fault(path, message)),
});

/** `write one of: a, b`, or what to do when there is none. */
export const choose = (names: Iterable<string>): string => {
  const all = [...names];
  return all.length === 0 ? 'there is none yet' : `write one of: ${all.join(', ')}`;
};

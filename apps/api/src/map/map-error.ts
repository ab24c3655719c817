/** One thing wrong in the map, where an editor can jump to it. Lines and columns count from 1. */
export interface MapFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The map cannot be used. Lists every fault found, not the first. */
export class MapError extends Error {
  override readonly name = 'MapError';
  readonly faults: readonly MapFault[];
  constructor(faults: readonly MapFault[]) {
    super(
      ['the map cannot be used:', ...faults.map((f) => `  ${f.file}:${f.line}:${f.column}  ${f.message}`)].join('\n'),
    );
    this.faults = faults;
  }
}

export const isMapError = (error: unknown): error is MapError => error instanceof MapError;

/** One thing wrong in the map, where an editor can jump to it. Lines and columns count from 1. */
export interface MapFault {
  /** Empty where it is about the folder itself. */
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
    super(['the map cannot be used:', ...faults.map((fault) => `  ${lineFor(fault, fault.file)}`)].join('\n'));
    this.faults = faults;
  }
}

export const isMapError = (error: unknown): error is MapError => error instanceof MapError;

/** `systems/crm.yaml:12:3  message`, as editors and terminals follow it; `file` as whoever reads it reaches it. */
export const lineFor = ({ line, column, message }: MapFault, file: string): string =>
  file === '' ? message : `${file}:${line}:${column}  ${message}`;

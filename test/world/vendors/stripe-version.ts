import type { Request } from 'express';
import type { Payer } from '../company/payer.ts';

/** What an account that names no version is served. */
const DEFAULT_VERSION = '2026-10-28.endive';

/** Versions there are, since the year of the vendor's document (changelog of npm `stripe` 23.1.0). */
const versions: ReadonlySet<string> = new Set(
  `2022-11-15 2023-08-16 2023-10-16 2024-04-10 2024-06-20
  2024-09-30.acacia 2024-10-28.acacia 2024-11-20.acacia 2024-12-18.acacia 2025-01-27.acacia 2025-02-24.acacia
  2025-03-31.basil 2025-04-30.basil 2025-05-28.basil 2025-06-30.basil 2025-07-30.basil 2025-08-27.basil
  2025-09-30.clover 2025-10-29.clover 2025-11-17.clover 2025-12-15.clover 2026-01-28.clover 2026-02-25.clover
  2026-03-25.dahlia 2026-04-22.dahlia 2026-05-27.dahlia 2026-06-24.dahlia 2026-07-29.dahlia 2026-08-26.dahlia
  2026-09-30.endive 2026-10-28.endive`.split(/\s+/),
);

export const isVersion = (version: string): boolean => versions.has(version);
export const versionOf = (req: Request): string => req.get('stripe-version') ?? DEFAULT_VERSION;

/** Which generation of object shapes: they changed with version 2025-03-31.basil. */
export type Shape = 'current' | 'legacy';

export const shapeAt = (version: string): Shape => (version < '2025-03-31' ? 'legacy' : 'current');

export const shapeFor = (payer: Payer, version: string): Shape =>
  payer.shape === 'legacy' ? 'legacy' : shapeAt(version);

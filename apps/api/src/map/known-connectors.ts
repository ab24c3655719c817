import type { z } from 'zod';

/** The connectors there are, by id, with what each takes as `options`. Given from outside: the map knows no vendor. */
export type KnownConnectors = ReadonlyMap<string, z.ZodType>;

import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import type { z } from 'zod';

type Declared = SystemSpec['connectors'][string];

export interface KnownConnector {
  /** What it takes as `options`. */
  readonly options: z.ZodType;
  /** What a name under `ask` may look like, where not any text will do. */
  readonly askedName?: z.ZodType;
  /** What its vendor allows. Asked only where the options have passed. */
  limits(of: Pick<Declared, 'environment' | 'options'>): {
    readonly rates: readonly { readonly windowMs: number; readonly calls?: number }[];
  };
}

/** What there is to connect to. Given from outside: the map knows no vendor. */
export interface KnownConnectors {
  readonly vendors: ReadonlyMap<string, KnownConnector>;
  /** How a status page may be read. */
  readonly pageKinds: readonly string[];
}

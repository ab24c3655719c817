import type { ConnectorDefinition } from '../definition.ts';

/** One call a second, counted over a minute. https://developer.statuspage.io/#section/Rate-Limiting */
export const limitsOfStatuspage: ConnectorDefinition['limits'] = () => ({ rates: [{ windowMs: 60_000, calls: 60 }] });

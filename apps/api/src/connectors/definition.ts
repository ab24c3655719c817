import type { z } from 'zod';
import type { Door } from './door.ts';
import type { Classify, HttpClient } from './http-client.ts';
import type { Connector, ConnectorSettings, TypedId } from './port.ts';

/** Everything the product has to know of one vendor. Importing one does nothing. */
export interface ConnectorDefinition {
  /** What the map calls it, under `connectors`. */
  readonly id: string;
  create(http: HttpClient, settings: ConnectorSettings): Connector;
  readonly classify?: Classify;
  /** What the map may set under `connectors.<id>.options`. Strict: an option nobody reads is a mistake. */
  readonly options: z.ZodType;
  /** Sent with every request beside the credentials, e.g. the API version. `options` have passed their schema. */
  headers?(options: ConnectorSettings['options']): Readonly<Record<string, string>>;
  /** What is meant by an id that somebody typed into another system: trimmed, a pasted address understood. */
  readId?(text: string): TypedId;
  /** How an admin connects it on the setup page. */
  readonly door: Door;
  /** Hosts it may call; `*.` stands for one or more labels in front. */
  readonly hosts: readonly string[];
}

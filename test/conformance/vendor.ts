import type { Classify, HttpClient } from '@sidelight/api/connectors/http/http-client.ts';
import type { Connector, ConnectorSettings, Subject } from '@sidelight/api/connectors/port.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { z } from 'zod';
import type { Call } from './upstream.ts';

/** One call a connector makes, and what the vendor answers. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Of the whole path; one segment where an id stands. */
  readonly path: RegExp;
  readonly query: readonly string[];
  readonly body: unknown;
  readonly status?: number;
  /** Places in the body (`users.0.name`) whose absence must be loud. */
  readonly required: readonly string[];
}

interface Stranger {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  /** What is answered as ever, whoever is asked for. */
  readonly beside?: readonly Route[];
}

export interface ReadCase {
  readonly read: string;
  readonly record: z.ZodType;
  readonly subject: Subject;
  readonly routes: readonly Route[];
  /** It is made of so many answers that seldom all of them have their odd places where they may be. */
  readonly isOfMany?: true;
  /** How the vendor says that it knows nobody by that id. Tenant reads have no strangers. */
  readonly strangers?: readonly Stranger[];
  /** Vendor field names a call asks for. */
  asked?(call: Call): readonly string[];
  readonly mayAsk?: readonly string[];
}

export interface VendorCase {
  /** The vendor's OpenAPI documents, below VENDOR_SPECS. */
  readonly documents?: readonly string[];
  readonly settings: ConnectorSettings;
  readonly classify?: Classify;
  create(http: HttpClient, settings: ConnectorSettings): Connector;
  readonly reads: readonly ReadCase[];
  /** How it is searched for accounts by what people call them, where it can be; its `read` is SEARCH. */
  readonly search?: ReadCase;
  /** The vendor's own bodies that change what a status means, or show that they do not. */
  readonly refusals: readonly { readonly status: number; readonly body: unknown; readonly reason: Reason }[];
}

/** What the search of a vendor is called where its reads have names. */
export const SEARCH = 'search';

/** Everything an agent may ask of it. */
export const questionsOf = ({ reads, search }: VendorCase): readonly ReadCase[] => [
  ...reads,
  ...(search ? [search] : []),
];

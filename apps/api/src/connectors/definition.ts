import type { RecordsIn } from '@sidelight/shared/record/records.ts';
import type { z } from 'zod';
import type { ConnectionForm } from './connection-form.ts';
import type { EntryDefinition } from './entry.ts';
import type { Classify, HttpClient } from './http/http-client.ts';
import type { JournalDefinition } from './journal.ts';
import type { Limits } from './limits.ts';
import type { OAuthDefinition } from './oauth.ts';
import type { ReadPage } from './page-says.ts';
import type { Connector, ConnectorSettings, TypedId } from './port.ts';
import type { ActivityTarget, DealTarget, PeopleSource, SyncTargets } from './sync-port.ts';
import type { TicketSource } from './tickets-port.ts';
import type { WebhookDefinition } from './webhook.ts';

/** What limits may depend on: the plan, or the environment. */
export type LimitedBy = Pick<ConnectorSettings, 'environment' | 'options'>;

/** What the server's own environment may say of a vendor. Every name begins with the connector's id: `<ID>_URL`. */
export interface VendorEnvironment {
  /** Where requests go unless `<ID>_URL` says otherwise. `{tenant}` stands for the helpdesk's subdomain. */
  readonly url?: string;
  /** Where people go unless `<ID>_CONSOLE_URL` says otherwise; where requests go, without either. */
  readonly consoleUrl?: string;
  /** The ends of the names of its secrets: `KEY` for `<ID>_KEY`. */
  readonly secrets: readonly string[];
  /** What is sent with every request, by those secrets; all of them are there. */
  headers(secrets: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

type Schemas<System extends string> = {
  readonly [Name in keyof RecordsIn<System>]?: z.ZodType<RecordsIn<System>[Name]>;
};

/** Everything the product has to know of one vendor, and the system it fills. Importing one does nothing. */
export interface ConnectorDefinition<System extends string = never> {
  /** What the map calls it, under `connectors`. */
  readonly id: string;
  create(http: HttpClient, settings: ConnectorSettings): Connector<System>;
  /** Its kinds of records as sync reads and writes them. */
  sync?(http: HttpClient, settings: ConnectorSettings): SyncTargets;
  /** Its tickets, for support's view of a customer. */
  tickets?(http: HttpClient): TicketSource;
  /** Its deals, where a won one makes a customer. */
  deals?(http: HttpClient, settings: ConnectorSettings): DealTarget;
  /** Who works there, where edits name them by number. */
  people?(http: HttpClient, settings: ConnectorSettings): PeopleSource;
  /** Where it shows what happened in support. */
  activities?(http: HttpClient, settings: ConnectorSettings): ActivityTarget;
  readonly classify?: Classify;
  /** The schema of each read's record: what was kept of one is parsed by it before it is shown again. */
  readonly records: Readonly<Record<string, z.ZodType>> & Schemas<System>;
  /**
   * The cheapest question there is, about nobody's record and within the rights the form asks for.
   * Resolves when the vendor answers and accepts the credential; rejects like `Ask`.
   */
  ping(http: HttpClient, settings: ConnectorSettings, signal: AbortSignal): Promise<void>;
  /** What the key in these headers may do, by the vendor's own word, where it has a documented way to ask. */
  keyRights?(
    http: HttpClient,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** What the vendor allows, by its own documents. `options` have passed their schema. */
  limits(settings: LimitedBy): Limits;
  /** What the map may set under `connectors.<id>.options`. Strict: an option nobody reads is a mistake. */
  readonly options: z.ZodType;
  /** What a name under `ask` may look like, where it becomes part of a query. */
  readonly askedName?: z.ZodType;
  /** Sent with every request beside the credentials, e.g. the API version. `options` have passed their schema. */
  headers?(options: ConnectorSettings['options']): Readonly<Record<string, string>>;
  /**
   * Whether credentials say by themselves that they are for the other environment, where a vendor writes that into
   * them: nothing is sent with such ones.
   */
  isOtherEnvironment?(
    headers: Readonly<Record<string, string>>,
    environment: ConnectorSettings['environment'],
  ): boolean;
  /** What is meant by an id that somebody typed into another system: trimmed, a pasted address understood. */
  readId?(text: string, options: ConnectorSettings['options']): TypedId;
  /** How an admin connects it on the setup page. */
  readonly form: ConnectionForm;
  readonly environment: VendorEnvironment;
  /** How its tokens are renewed. Without it, the vendor is reached with a key that does not change. */
  readonly oauth?: OAuthDefinition;
  /** How its webhooks are signed and read, where it has any. */
  readonly webhook?: WebhookDefinition;
  /** How its own list of what has changed is read, where it has any. */
  readonly journal?: JournalDefinition;
  /** How people come in through its own pages, where ours stand in them. */
  readonly entry?: EntryDefinition;
  /** How status pages of its kind are read. */
  readonly readPage?: ReadPage;
  /** Hosts it may call; `*.` stands for one or more labels in front. */
  readonly hosts: readonly string[];
}

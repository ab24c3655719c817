/** One kind of HubSpot's records, as sync needs to know it. */
export interface RecordKind {
  /** In HubSpot's addresses. */
  readonly path: 'contacts' | 'companies' | 'deals';
  /** In the addresses of its pages. */
  readonly page: '0-1' | '0-2' | '0-3';
  /** The property that holds when a record was last changed. */
  readonly modified: string;
  /** Properties no two records share: records are read by them at once, while a search lags behind. */
  readonly unique: readonly string[];
}

/** Made in HubSpot by its admin for each kind, with unique values: what we made twice is found by it. */
export const OWN_KEY = 'sidelight_id';
/** The same on notes. */
export const ACTIVITY_KEY = 'sidelight_activity_key';

/** By the names the map gives them. */
export const kinds = {
  contact: { path: 'contacts', page: '0-1', modified: 'lastmodifieddate', unique: ['email', OWN_KEY] },
  company: { path: 'companies', page: '0-2', modified: 'hs_lastmodifieddate', unique: [OWN_KEY] },
  deal: { path: 'deals', page: '0-3', modified: 'hs_lastmodifieddate', unique: [] },
} as const satisfies Record<string, RecordKind>;

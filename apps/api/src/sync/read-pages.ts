import type { SyncPage } from '../connectors/sync-port.ts';
import type { Side } from './canonical/canon.ts';

/** A page of a side's list. `snapshotMs`: our clock, just before it was read. */
export interface KeptPage {
  readonly page: SyncPage;
  readonly snapshotMs: number;
}

/** What a comparison has read so far, by the place each page was asked for from; the list's beginning is empty. */
export interface ReadPages {
  places(side: Side): Promise<ReadonlySet<string>>;
  page(side: Side, place: string): Promise<KeptPage | undefined>;
  keep(side: Side, place: string, kept: KeptPage): Promise<void>;
}

/** Keeps nothing. */
export const noPages: ReadPages = {
  places: async () => new Set(),
  page: async () => undefined,
  keep: async () => {},
};

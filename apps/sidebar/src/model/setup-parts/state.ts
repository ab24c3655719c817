import type { PreviewAnswer, PreviewedAs } from '@sidelight/shared/setup/preview.ts';
import type { StoredKey } from '@sidelight/shared/setup/stored-key.ts';
import type { Refusal } from '../status/client.ts';

/** What became of asking for a preview. */
type Preview =
  | { readonly state: 'none' | 'asking' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'answered'; readonly answer: PreviewAnswer; readonly as: PreviewedAs; readonly group: string };

export interface SetupPartsState {
  /** Absent until they have been read. */
  readonly keys: readonly StoredKey[] | undefined;
  /** By group. Undefined: the helpdesk could not say. */
  readonly members: ReadonlyMap<string, number | undefined>;
  readonly as: PreviewedAs;
  /** '' for none. */
  readonly group: string;
  /** As typed. '' for the ticket that was opened last. */
  readonly ticket: string;
  readonly preview: Preview;
}

export const firstSetupParts: SetupPartsState = {
  keys: undefined,
  members: new Map(),
  ...{ as: 'agent', group: '', ticket: '' },
  preview: { state: 'none' },
};

import type { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import type { AtVendor } from '@sidelight/shared/setup/disconnected.ts';
import type { Setup } from '@sidelight/shared/setup/setup.ts';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { Refusal } from '../status/client.ts';
import type { RolloutDraft } from './rollout-draft.ts';

/** What became of asking a vendor with what was typed. */
export type TestRun =
  | { readonly state: 'running'; readonly isSaving: boolean }
  /** Nobody waits for the answer any more. A save may have been done all the same. */
  | { readonly state: 'left'; readonly isSaving: boolean }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'answered'; readonly answer: ConnectAnswer; readonly isSaving: boolean };

/** An admin is, or was, at the vendor's own page in another window. */
export type Consent =
  | { readonly state: 'asking' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  /** `isBlocked`: no window could be opened, so the way there is a link. */
  | { readonly state: 'waiting'; readonly url: string; readonly isBlocked: boolean }
  | { readonly state: 'given_up' }
  | { readonly state: 'done' };

/** What an admin has just done besides. `key` is the button's. */
export type SetupCommand = { readonly key: string } & (
  | { readonly state: 'sending' | 'done' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'failed'; readonly reason: SetupFailure }
  | { readonly state: 'blocked'; readonly blockers: readonly Blocker[] }
);

/** What was typed for one connector, by input. Kept in memory only, and only until it is saved. */
type Typed = Readonly<Record<string, string>>;

export interface SetupState {
  readonly setup: Setup | undefined;
  /** Absent where it could not be read. */
  readonly jobs: JobsReport | undefined;
  /** Why the last reading failed. What was read before stays, unless it may not be read any more. */
  readonly refusal: Refusal | undefined;
  /** Keys of what is unfolded. */
  readonly open: ReadonlySet<string>;
  readonly typed: ReadonlyMap<string, Typed>;
  readonly testRuns: ReadonlyMap<string, TestRun>;
  readonly consents: ReadonlyMap<string, Consent>;
  /** Of connections that were ended here: what their vendors know of them. */
  readonly atVendors: ReadonlyMap<string, AtVendor>;
  readonly command: SetupCommand | undefined;
  /** Key of the command that waits to be confirmed. */
  readonly asked: string | undefined;
  /** What was changed about the rollout and not saved; nothing when it is as the server has it. */
  readonly draft: RolloutDraft | undefined;
  readonly groupSearch: string;
  /** Id of the element the keyboard goes to after the next drawing. */
  readonly focus: string | undefined;
}

export const firstSetup: SetupState = {
  setup: undefined,
  jobs: undefined,
  refusal: undefined,
  open: new Set(),
  typed: new Map(),
  testRuns: new Map(),
  consents: new Map(),
  atVendors: new Map(),
  command: undefined,
  asked: undefined,
  draft: undefined,
  groupSearch: '',
  focus: undefined,
};

import type { HubspotKind } from './hubspot-properties.ts';

/** A workflow of the account: whenever the property changes, it writes another value. */
interface Workflow {
  readonly id: string;
  readonly kind: HubspotKind;
  readonly property: string;
  rewrite(value: string): string;
}

/** How this account behaves. Each may be set at any time. */
export interface HubspotSwitches {
  /** Whether calls beyond the limits are refused; headers count down either way. */
  enforcesLimits: boolean;
  /** How long a change takes to be found by searches. */
  indexLagMs: number;
  /** How far HubSpot's clock is ahead of ours. */
  clockAheadMs: number;
  /** Whether the id of a merged record is answered with 404 instead of the survivor. */
  losersAreGone: boolean;
  /** Whether a refused batch says which input it was. */
  namesBadInput: boolean;
  /** Whether a batch whose inputs all have a trace id is taken in parts (207). */
  answersInParts: boolean;
  /** Kinds of records whose scope the key was not given. */
  readonly withheld: Set<HubspotKind>;
  /** The next so many calls are answered like this instead. */
  refuses: { readonly status: 423 | 477; times: number; readonly retryAfterS?: number } | undefined;
  /** A rule that the account's admin has set: this value is not taken. */
  refusesValue: { readonly property: string; readonly value: string } | undefined;
  /** The next so many writes are done, and their answers never arrive. */
  losesAnswers: number;
  readonly workflows: Workflow[];
  /** Whether a new contact is joined to the company of its mail's domain, which is made when there is none. */
  joinsCompanies: boolean;
  /** What the history says of writes through this key. */
  readonly ownSourceId: string;
}

export const createHubspotSwitches = (): HubspotSwitches => ({
  enforcesLimits: false,
  indexLagMs: 0,
  clockAheadMs: 0,
  losersAreGone: false,
  namesBadInput: true,
  answersInParts: false,
  withheld: new Set(),
  refuses: undefined,
  refusesValue: undefined,
  losesAnswers: 0,
  workflows: [],
  joinsCompanies: true,
  ownSourceId: '31415926',
});

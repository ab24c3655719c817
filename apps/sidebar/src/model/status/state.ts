import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { MapPicture } from '@sidelight/shared/map/picture.ts';
import type { Refusal } from './client.ts';

/** Something read apart from the rest: not yet, not to be had, or there. */
export type Loaded<T> =
  | { readonly state: 'reading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ok'; readonly value: T };

/** Whether what is shown is what is so. */
type Live =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** `since`: the last word we had (ISO 8601, server clock). */
  | { readonly state: 'lost'; readonly since: string };

/** What a lead has just done: on its way, taken, or refused. `key` is the button's. */
export interface Command {
  readonly key: string;
  readonly state: 'sending' | 'done' | 'refused';
  readonly refusal?: Refusal;
}

export interface PageState {
  readonly report: StatusReport | undefined;
  /** Stands instead of a report; with one, the report stays. */
  readonly refusal: Refusal | undefined;
  readonly picture: Loaded<MapPicture>;
  readonly live: Live;
  readonly selected: string | undefined;
  /** By incident. */
  readonly answers: ReadonlyMap<string, Loaded<AnswersAtRisk>>;
  readonly command: Command | undefined;
  /** Keys of the forms that are open. */
  readonly form: string | undefined;
}

export const firstPage: PageState = {
  report: undefined,
  refusal: undefined,
  picture: { state: 'reading' },
  live: { state: 'connecting' },
  selected: undefined,
  answers: new Map(),
  command: undefined,
  form: undefined,
};

/** The list of what is open now, beside those of incidents, which go by their ids. */
export const OPEN_NOW = 'open';

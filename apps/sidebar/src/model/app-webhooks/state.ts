import type { AppWebhook, AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import type { Refusal } from '../status/client.ts';

type Refused = Extract<AppWebhookAnswer, { kind: 'refused' }>;

/** What has just been done about one of them, and what became of it. */
export type News = { readonly system: string } & (
  | { readonly state: 'saving' | 'saved' | 'removing' | 'removed' | 'copied' | 'not_copied' }
  | ({ readonly state: 'refused' } & Pick<Refused, 'why' | 'least'>)
  | { readonly state: 'failed'; readonly refusal: Refusal }
);

export interface AppWebhooksState {
  readonly webhooks: readonly AppWebhook[];
  /** What is wrong with those of any system, in words. */
  readonly alarms: AppWebhooks['alarms'];
  /** Systems whose row is unfolded. */
  readonly open: ReadonlySet<string>;
  /** What was typed and is not saved, by system. In memory only. */
  readonly typed: ReadonlyMap<string, string>;
  /** Systems whose typed key can be read. */
  readonly legible: ReadonlySet<string>;
  readonly news: News | undefined;
  /** The system whose key somebody is about to remove. */
  readonly asked: string | undefined;
  /** Id of the element the keyboard goes to after the next drawing. */
  readonly focus: string | undefined;
}

export const firstAppWebhooks: AppWebhooksState = {
  webhooks: [],
  alarms: [],
  open: new Set(),
  typed: new Map(),
  legible: new Set(),
  news: undefined,
  asked: undefined,
  focus: undefined,
};

export const keyInputId = (system: string): string => `in-webhook-${system}`;

import type { AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import type { Attention, Clock } from '../../host/port.ts';
import { type ReadWhileShown, readWhileShown } from '../read-while-shown.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { AppWebhooksState } from './state.ts';

export interface FollowDeps {
  readonly state: Store<AppWebhooksState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  isAppWebhooks: Check<AppWebhooks>;
}

export const EVERY_MS = 10_000;

/** Reads them again and again for as long as somebody looks. What is being typed is none of its business. */
export const followAppWebhooks = ({ state, client, clock, attention, isAppWebhooks }: FollowDeps): ReadWhileShown =>
  readWhileShown({
    ...{ clock, attention, everyMs: EVERY_MS },
    ask: () => client.get('/v1/setup/webhooks', isAppWebhooks),
    take(answer) {
      // What could not be read again stays as it was: the page around it says that it is not new.
      if (answer.ok) state.set({ ...state.get(), webhooks: answer.value.webhooks, alarms: answer.value.alarms });
    },
  });

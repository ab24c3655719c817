import type { AppWebhookCommands } from '../../model/app-webhooks/commands.ts';
import type { AppWebhooksState } from '../../model/app-webhooks/state.ts';
import type { AppWebhooksWords } from '../../words/app-webhooks-words.ts';
import type { PageContext } from '../status/context.ts';

/** What this part of the setup page can say, format and do. */
export interface AppWebhooksContext
  extends AppWebhookCommands,
    Pick<PageContext, 'clock' | 'relative' | 'nowMs' | 'number' | 'problems' | 'trouble'> {
  readonly words: AppWebhooksWords;
  readonly state: AppWebhooksState;
}

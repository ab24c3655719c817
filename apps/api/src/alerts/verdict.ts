import type { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Channel } from './channel.ts';

/** What a receiver made of an alert. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** The receiver is not there any more, or will never take anything from us: nothing is tried again. */
  | { readonly kind: 'gone' }
  /** It will not have this message, and would not have it tomorrow. */
  | { readonly kind: 'refused' }
  /** It does not like the message, or us at the moment: a few tries, and no more. */
  | { readonly kind: 'wrong' }
  /** It could not just now. `afterMs`: when it asked to be tried again. */
  | { readonly kind: 'later'; readonly why: AlertFailure; readonly afterMs?: number };

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors: its body is the error. */
const slackWords: Readonly<Record<string, 'gone' | 'wrong'>> = {
  no_service: 'gone',
  no_service_id: 'gone',
  no_active_hooks: 'gone',
  no_team: 'gone',
  team_disabled: 'gone',
  invalid_token: 'gone',
  channel_not_found: 'gone',
  channel_is_archived: 'gone',
  user_not_found: 'gone',
  action_prohibited: 'gone',
  posting_to_general_channel_denied: 'gone',
  invalid_payload: 'wrong',
  invalid_blocks: 'wrong',
  no_text: 'wrong',
  too_many_attachments: 'wrong',
};

/** Judges an answer by the receiver's own words where it has some, else by its status. Pure. */
export function verdictOf(channel: Channel['kind'], { status, text, retryAfterMs }: Answer): Verdict {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const later = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
  if (status === 429) return { kind: 'later', why: 'too_many_messages', ...later };
  if (status === 408 || status >= 500) return { kind: 'later', why: 'answers_with_errors', ...later };
  const said = channel === 'slack' ? ownValue(slackWords, text.trim()) : undefined;
  if (said) return { kind: said };
  if (status === 404 || status === 410 || (channel === 'slack' && status === 403)) return { kind: 'gone' };
  // https://developer.pagerduty.com/docs/events-api-v2-overview#response-codes--retry-logic: not to be retried.
  if (channel === 'pagerduty' && status === 400) return { kind: 'refused' };
  return { kind: 'wrong' };
}

import type { AppWebhook } from '@sidelight/shared/setup/app-webhook.ts';
import { fill } from '../../words/words.ts';
import { foldRow } from '../fold-row.tsx';
import { type IconName, icon } from '../icon.tsx';
import { webhookBody } from './body.tsx';
import type { AppWebhooksContext } from './context.ts';

/** Webhooks that vendors' own apps send, a row each, as connections are. Nothing where no vendor of the map has any. */
export function appWebhooksPart(ctx: AppWebhooksContext) {
  const { webhooks, alarms } = ctx.state;
  const wrong = alarms.map(({ system, text }) => (
    <p key={system + text} class="trouble" role="status">
      {icon('triangle')} {text}
    </p>
  ));
  if (webhooks.length === 0) return wrong.length > 0 ? wrong : null;
  return (
    <>
      {wrong}
      <p class="note">{ctx.words.hint}</p>
      <ul class="conns">{webhooks.map((one) => row(one, ctx))}</ul>
    </>
  );
}

const LOOKS = {
  none: { look: '', sign: 'dash', words: 'none' },
  set: { look: 'good', sign: 'check', words: 'set' },
  operator: { look: 'good', sign: 'check', words: 'byServer' },
} as const satisfies Record<AppWebhook['signingKey']['kind'], { look: string; sign: IconName; words: string }>;

function row(webhook: AppWebhook, ctx: AppWebhooksContext) {
  const { system, systemName, name, signingKey, lastDeliveryAt } = webhook;
  const { words, state, relative, nowMs } = ctx;
  const isOpen = state.open.has(system);
  const { look, sign, words: word } = LOOKS[signingKey.kind];
  const pill = (
    <span class={`pill ${look}`}>
      {icon(sign)}
      <span>{words[word]}</span>
    </span>
  );
  const about = (
    <>
      {lastDeliveryAt === undefined ? words.noDelivery : fill(words.lastDelivery, relative(lastDeliveryAt, nowMs()))}
      {state.typed.has(system) && <b class="unsaved"> · {words.unsaved}</b>}
    </>
  );
  return foldRow({
    ...{ id: `w-${system}`, name, systemName, isOpen, pill, about },
    toggle: () => ctx.toggle(system),
    body: () => webhookBody(webhook, ctx),
  });
}

import type { AppWebhook } from '@sidelight/shared/setup/app-webhook.ts';
import type { TargetedInputEvent } from 'preact';
import { keyInputId } from '../../model/app-webhooks/state.ts';
import { KEY_ATTRIBUTES } from '../key-attributes.ts';
import type { AppWebhooksContext } from './context.ts';
import { newsId } from './news.tsx';

/** Always empty at first: what is kept never comes back. */
export function signingKeyInput({ system, keyLabel }: AppWebhook, ctx: AppWebhooksContext) {
  const { words, state } = ctx;
  const label = keyLabel[words.language];
  const id = keyInputId(system);
  const isLegible = state.legible.has(system);
  const isWrong = state.news?.system === system && state.news.state === 'refused' && state.typed.has(system);
  const common = {
    ...KEY_ATTRIBUTES,
    id,
    // No name that a password manager would take for a login's.
    name: `webhook-${system}`,
    value: state.typed.get(system) ?? '',
    'aria-invalid': isWrong,
    'aria-describedby': isWrong ? newsId(system) : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => ctx.type(system, event.currentTarget.value),
  } as const;
  return (
    <div class={isWrong ? 'input wrong' : 'input'}>
      <label for={id}>{label}</label>
      <span class="with-show">
        {isLegible ? <input type="text" {...common} /> : <input type="password" {...common} />}
        <button type="button" class="btn" aria-controls={id} onClick={() => ctx.reveal(system)}>
          {isLegible ? words.hide : words.show}
          <span class="sr"> {label}</span>
        </button>
      </span>
    </div>
  );
}

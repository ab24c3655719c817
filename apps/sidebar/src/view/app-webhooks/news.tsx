import type { News } from '../../model/app-webhooks/state.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { troubleText } from '../trouble-text.ts';
import type { AppWebhooksContext } from './context.ts';

export const newsId = (system: string): string => `news-webhook-${system}`;

/** What became of what was just done. */
export function news(system: string, ctx: AppWebhooksContext) {
  const own = ctx.state.news?.system === system ? ctx.state.news : undefined;
  const isTrouble = own?.state === 'refused' || own?.state === 'failed' || own?.state === 'not_copied';
  return (
    <div role="status" id={newsId(system)} class={`news ${isTrouble ? 'trouble' : ''}`}>
      {own && (
        <p class={isTrouble ? 'wrong-note' : ''}>
          {isTrouble && icon('triangle')} {textOf(own, ctx)}
        </p>
      )}
    </div>
  );
}

function textOf(own: News, ctx: AppWebhooksContext): string {
  if (own.state === 'failed') return troubleText(own.refusal, ctx);
  if (own.state !== 'refused') return ctx.words[own.state];
  return fill(ctx.words.refused[own.why], ctx.number(own.least ?? 0));
}

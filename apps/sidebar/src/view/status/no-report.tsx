import type { Boot } from '@sidelight/shared/context/boot.ts';
import { isShut, type Refusal } from '../../model/status/client.ts';
import type { PageState } from '../../model/status/state.ts';
import { troubleText } from '../trouble-text.ts';
import type { PageContext } from './context.ts';

/** What stands there while there is nothing to show, or not for this person. */
export function withoutReport({ report, refusal }: PageState, ctx: PageContext, role: Boot['role']) {
  const { say } = ctx;
  const isForbidden = role === 'agent' || (refusal?.kind === 'refused' && refusal.code === 'not_allowed');
  if (isForbidden) return alone(say.ui.notAllowed, say.ui.notAllowedNext);
  if (report) return undefined;
  return refusal ? alone(say.ui.failed, troubleText(refusal, ctx), retry(refusal, ctx)) : skeleton(ctx);
}

const retry = (refusal: Refusal, { say, refresh }: PageContext) =>
  !isShut(refusal) && (
    <button type="button" class="btn" onClick={refresh}>
      {say.ui.tryAgain}
    </button>
  );

/** One thing to say, and nothing else on the page. */
const alone = (title: string, text: string, button?: unknown) => (
  <main class="status alone">
    <h1>{title}</h1>
    <p>{text}</p>
    {button}
  </main>
);

const skeleton = ({ say }: PageContext) => (
  <main class="status" aria-busy="true">
    <h1 class="sr">{say.ui.title}</h1>
    <span class="bar wide" />
    <span class="bar" />
    <div class="blank" />
  </main>
);

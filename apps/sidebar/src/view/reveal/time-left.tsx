import { secondsLeft } from '../../model/reveal.ts';
import type { RevealWords } from '../../words/reveal-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { Live } from '../live.tsx';

/** How long a value is still shown, on the page's slow beat. Nobody is told aloud at each. */
export const timeLeft = (expiresAtMs: number, own: RevealWords, ctx: CardContext) => (
  <span class="note">
    <Live ctx={ctx} text={() => fill(own.left, String(secondsLeft(expiresAtMs, ctx.nowMs())))} />
  </span>
);

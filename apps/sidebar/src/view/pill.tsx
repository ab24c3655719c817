import type { Tone } from '@sidelight/shared/context/value.ts';
import { icon, toneIcon } from './icon.tsx';

/** A word with its seriousness as a shape and, last, as a colour. A mere name, such as a tier, needs no shape. */
export function pill(tone: Tone, text: string, shape: 'tone' | 'query' | 'none' = 'tone') {
  return (
    <span class={`pill ${tone}`}>
      {shape !== 'none' && icon(shape === 'query' ? shape : toneIcon[tone])}
      <span dir="auto">{text}</span>
    </span>
  );
}

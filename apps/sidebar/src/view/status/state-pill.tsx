import { icon } from '../icon.tsx';
import { LOOKS, type ShownState } from './state-look.ts';

/** A standing as a word with its sign, and its colour last. */
export const statePill = (standing: ShownState, text: string) => (
  <span class={`pill ${LOOKS[standing].look}`}>
    {icon(LOOKS[standing].sign)}
    <span>{text}</span>
  </span>
);

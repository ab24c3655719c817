import type { Tone } from '@sidelight/shared/context/value.ts';

// Drawn on 12 × 12, as lines. A shape each, so that nothing depends on its colour.
const PATHS = {
  check: 'M2 6.5 5 9l5-6',
  dash: 'M3 6h6',
  clock: 'M6 1a5 5 0 1 0 .1 0M6 3v3h2',
  lock: 'M3 5h6v5H3zM4 5V3q2-2 4 0v2',
  out: 'M5 2H2v8h8V7M7 2h3v3M10 2 6 6',
  again: 'M10 6a4 4 0 1 1-1-3M9 0v3H6',
  query: 'M4 4q2-3 4 0 0 1-2 2v1.5M6 10v0',
  dot: 'M6 4a2 2 0 1 0 .1 0z',
  triangle: 'M6 3 9.5 9h-7z',
  square: 'M3 3h6v6H3z',
};

export type IconName = keyof typeof PATHS;

export const toneIcon = { good: 'dot', neutral: 'dash', warn: 'triangle', bad: 'square' } satisfies Record<
  Tone,
  IconName
>;

export const icon = (name: IconName) => (
  <svg class={`icon i-${name}`} viewBox="0 0 12 12" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

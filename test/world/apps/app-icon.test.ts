import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawingIn } from './app-icon.ts';

const icon = (place: string) => readFileSync(new URL(`../../../assets/icon_${place}.svg`, import.meta.url), 'utf8');

it.each(['top_bar', 'nav_bar'])('finds both drawings of our own icon in the %s, and they differ', (place) => {
  const [calm, alarmed] = ['default', 'attention'].map((symbol) => drawingIn(icon(place), symbol));
  for (const drawing of [calm, alarmed]) expect(drawing).toMatch(/^<svg xmlns="[^"]*" viewBox="0 0 18 18">\s*<rect/);
  expect(calm).not.toBe(alarmed);
  expect(drawingIn(icon(place), 'count-7')).toBe(calm);
});

it('shows an icon of one drawing as it is, and something where there is none', () => {
  expect(drawingIn('<svg><circle r="5"/></svg>', 'attention')).toBe('<svg><circle r="5"/></svg>');
  expect(drawingIn(undefined, 'default')).toContain('<path');
});

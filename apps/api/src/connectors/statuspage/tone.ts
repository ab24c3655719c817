import type { Tone } from '@sidelight/shared/context/value.ts';

const impacts: ReadonlyMap<string, Tone> = new Map([
  ['none', 'neutral'],
  ['maintenance', 'neutral'],
  ['minor', 'warn'],
  ['major', 'bad'],
  ['critical', 'bad'],
]);
const conditions: ReadonlyMap<string, Tone> = new Map([
  ['operational', 'neutral'],
  ['under_maintenance', 'neutral'],
  ['degraded_performance', 'warn'],
  ['partial_outage', 'warn'],
  ['major_outage', 'bad'],
]);

/** Of an incident, or of the page as a whole. A word we do not know is still something. */
export const toneOfImpact = (impact: string | null | undefined): Tone => impacts.get(impact ?? '') ?? 'warn';

/** Nothing said of a component is nothing wrong with it. */
export const toneOfComponent = (status: string | null | undefined): Tone =>
  status ? (conditions.get(status) ?? 'warn') : 'neutral';

export const worst = (tones: readonly Tone[]): Tone =>
  (['bad', 'warn'] as const).find((tone) => tones.includes(tone)) ?? 'neutral';

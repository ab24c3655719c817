import type { BlastRadius } from '@sidelight/shared/health/blast-radius.ts';
import type { ImpactRequest } from '@sidelight/shared/health/request.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { blastRadius } from './blast-radius.ts';
import type { Frame } from './ports.ts';

/** What would break if this did. Undefined when the map has no such thing. Pure. */
export function impactOf(
  map: IntegrationMap,
  of: ImpactRequest,
  frames: readonly Frame[],
  locale: string,
): BlastRadius | undefined {
  if ('system' in of) return Object.hasOwn(map.systems, of.system) ? blastRadius(map, of, frames, locale) : undefined;
  const spec = Object.values(map.systems).find(({ fields }) => Object.hasOwn(fields, of.field));
  if (!spec) return undefined;
  const whole = blastRadius(map, { system: spec.system }, frames, locale);
  const needs = (id: string) => ownValue(map.workflows, id)?.needs.fields.includes(of.field) ?? false;
  return {
    ...whole,
    fields: whole.fields.filter(({ id }) => id === of.field),
    cards: whole.cards.filter((card) => map.cards.find(({ id }) => id === card.id)?.fields.includes(of.field)),
    workflows: whole.workflows.filter(({ id }) => needs(id)),
  };
}

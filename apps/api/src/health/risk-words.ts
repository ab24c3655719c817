import type { Value } from '@sidelight/shared/context/value.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { TicketAtRisk } from './ports.ts';

/**
 * A ticket at risk in its reader's language, whatever was spoken when it was kept: codes by the map's words, and fields
 * with the card they stand on, because "Status" alone says nothing away from it. What the map does not know stays. Pure.
 */
export function riskWords(map: IntegrationMap, locale: string): (ticket: TicketAtRisk) => TicketAtRisk {
  const specs = new Map(Object.values(map.systems).flatMap((spec) => Object.entries(spec.fields)));

  function labelOf(id: string, spec: FieldSpec): string {
    const card = map.cards.find(({ fields }) => fields.includes(id));
    const [label, title] = [say(spec.label, locale), card && say(card.title, locale)];
    return title === undefined || title === label ? label : `${title}: ${label}`;
  }
  return (ticket) => ({
    ...ticket,
    fields: ticket.fields.map((field) => {
      const spec = specs.get(field.id);
      if (!spec) return field;
      const { shown, isNow } = field;
      const words = { shown: spoken(shown, spec, locale), isNow: isNow && spoken(isNow, spec, locale) };
      return { ...field, ...words, label: labelOf(field.id, spec) };
    }),
  });
}

function spoken(value: Value, { values }: Pick<FieldSpec, 'values'>, locale: string): Value {
  const known = value.kind === 'code' ? ownValue(values, value.code) : undefined;
  return value.kind === 'code' && known ? { ...value, label: say(known.label, locale) } : value;
}

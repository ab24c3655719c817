import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { SyncSystem } from '@sidelight/shared/map/sync.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { impactOf } from '../health/impact.ts';
import { syncFields } from '../map/sync-fields.ts';
import { readMap } from './map-folder.ts';
import { defineVerb, OK, WRONGLY_ASKED } from './verb.ts';

export const mapImpact = defineVerb({
  name: 'map impact',
  takes: '<system | field>',
  help: 'what breaks without it, for whom, and what to do',
  options: {},
  operands: 1,
  async run({ operands: [thing] }, around) {
    const map = await readMap(around);
    const radius =
      thing === undefined
        ? undefined
        : (impactOf(map, { system: thing }, [], 'en') ?? impactOf(map, { field: thing }, [], 'en'));
    if (!radius) {
      around.err(
        thing === undefined ? 'name a system or a field\n' : `the map has no system or field called ${thing}\n`,
      );
      return WRONGLY_ASKED;
    }
    const spec = Object.values(map.systems).find(
      ({ system, fields }) => system === thing || Object.hasOwn(fields, thing!),
    );
    const names = new Set(radius.fields.map(({ id }) => ownValue(spec?.fields, id)?.fallback));
    const fallbacks = Object.entries(spec?.fallbacks ?? {}).filter(([name]) => names.has(name));
    const lines = [
      `Without ${thing}:`,
      `  fields  ${radius.fields.map(({ label }) => label).join(', ') || 'none is shown'}`,
      `  cards   ${radius.cards.map(({ title }) => title).join(', ') || 'none'}`,
      ...stopsAgreeing(map, thing!),
      ...radius.workflows.flatMap(({ name, priority, owner, impact, workaround }) => [
        `  ${name}, ${priority}, ${owner.name} (${owner.contact})`,
        `    ${impact}`,
        `    Meanwhile: ${workaround}`,
      ]),
      ...fallbacks.flatMap(([, { steps }]) => [
        '  Agents are told:',
        ...steps.map(({ text }, i) => `    ${i + 1}. ${say(text, 'en')}`),
      ]),
      `  Fixed by ${radius.owner.name}: ${radius.owner.contact}`,
    ];
    around.out(`${lines.join('\n')}\n`);
    return OK;
  },
});

/** Without either side, what both hold drifts apart. */
function stopsAgreeing({ sync }: IntegrationMap, thing: string): string[] {
  if (!SyncSystem.options.some((system) => system === thing)) return [];
  const byObject = Map.groupBy(syncFields(sync), ({ object }) => object);
  return [...byObject].map(
    ([{ label }, entries]) =>
      `  ${say(label, 'en')}: no longer the same on both sides: ${entries.map(({ field }) => say(field.label, 'en')).join(', ')}`,
  );
}

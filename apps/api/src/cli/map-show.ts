import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { catalogue } from '../connectors/catalogue.ts';
import { callPace } from '../map/call-pace.ts';
import { windowWords } from '../map/window-words.ts';
import { readMap } from './map-folder.ts';
import { showHealthScore, showSync, syncTable } from './show-sync.ts';
import { defineVerb, OK, WRONGLY_ASKED } from './verb.ts';

export const mapShow = defineVerb({
  name: 'map show',
  takes: '[system | field | workflow | sync | synced record | synced field | health-score]',
  help: 'the map in words, or one thing of it',
  options: {},
  operands: 1,
  async run({ operands: [thing] }, around) {
    const map = await readMap(around);
    const lines =
      thing === undefined
        ? whole(map)
        : (system(map, thing) ??
          field(map, thing) ??
          workflow(map, thing) ??
          showSync(map, thing) ??
          showHealthScore(map, thing));
    if (!lines) {
      around.err(`the map has no system, field, workflow or synced record called ${thing}\n`);
      return WRONGLY_ASKED;
    }
    around.out(`${lines.join('\n')}\n`);
    return OK;
  },
});

const en = (text: Parameters<typeof say>[0]) => say(text, 'en');
const team = (map: IntegrationMap, id: string) => {
  const found = ownValue(map.teams, id);
  return found ? `${en(found.name)} (${found.contact})` : id;
};

const whole = (map: IntegrationMap): string[] => [
  'Systems',
  ...Object.values(map.systems).map((spec) => {
    const vendors = Object.values(spec.connectors).map(({ name }) => name);
    return `  ${spec.system.padEnd(18)} ${vendors.join(', ').padEnd(18)} ${spec.purpose}`;
  }),
  'Without a connector',
  ...Object.entries(map.unconnected).map(([id, spec]) => `  ${id.padEnd(18)} ${spec.purpose}`),
  'Flows',
  ...Object.entries(map.flows).map(
    ([id, flow]) =>
      `  ${id.padEnd(22)} ${flow.from} ${flow.direction === 'two_way' ? '↔' : '→'} ${flow.to}: ${en(flow.data)} (${flow.timing.replaceAll('_', ' ')})`,
  ),
  'Workflows',
  ...Object.entries(map.workflows).map(
    ([id, spec]) => `  ${id.padEnd(22)} ${spec.priority.padEnd(9)} ${en(spec.name)}`,
  ),
  ...syncTable(map),
];

function system(map: IntegrationMap, id: string): string[] | undefined {
  const spec = ownValue(map.systems, id);
  if (!spec) return undefined;
  return [
    `${en(spec.name)}: ${spec.purpose}`,
    `  owners     ${team(map, spec.owners.business)}, ${team(map, spec.owners.technical)}`,
    `  contact    ${spec.contact}`,
    `  record of  ${spec.recordOf.join(', ') || 'nothing'}`,
    `  reviewed   ${spec.reviewed}`,
    '  budget',
    ...Object.keys(spec.connectors).flatMap((connector) => budget(map, spec, connector)),
    '  fields',
    ...Object.entries(spec.fields).map(
      ([name, f]) => `    ${name.padEnd(22)} ${f.class.padEnd(10)} ${f.from}: ${f.value.replaceAll(/\s+/g, ' ')}`,
    ),
  ];
}

/** What the vendor allows, what work of ours may use, and what is asked while nobody asks. */
function budget(map: IntegrationMap, spec: SystemSpec, id: string): string[] {
  const declared = ownValue(spec.connectors, id);
  const limits = declared && catalogue.get(id)?.limits(declared).rates;
  if (!declared || !limits) return [];
  const { share } = declared.quota;
  const { probes, canary } = callPace(map, spec, id);
  const number = (n: number) => n.toLocaleString('en', { maximumFractionDigits: 1 });
  return [
    `    ${declared.name}: probes ${number(probes)} an hour, canary ${number(canary)} while somebody is at work`,
    ...limits.map(({ calls, windowMs }) =>
      calls === undefined
        ? '      as many as its answers say are left; work in the background waits when they are few'
        : `      ${number(calls)} ${windowWords(windowMs)}; ${number(share * calls)} for work in the background`,
    ),
  ];
}

function field(map: IntegrationMap, id: string): string[] | undefined {
  const spec = Object.values(map.systems).find(({ fields }) => Object.hasOwn(fields, id));
  const found = ownValue(spec?.fields, id);
  if (!spec || !found) return undefined;
  const fallback = ownValue(spec.fallbacks, found.fallback);
  return [
    `${en(found.label)} (${id}), a ${found.type} from ${spec.system}`,
    `  from       ${found.from}: ${found.value.replaceAll(/\s+/g, ' ')}`,
    `  class      ${found.class}; ${found.roles ? `for ${found.roles.join(', ')}` : 'for everybody'}`,
    ...(found.predicate ? [`  others see ${en(found.predicate.yes.label)}, or: ${en(found.predicate.no.label)}`] : []),
    ...(found.reveal ? [`  on request ${found.reveal.join(', ')}, for a reason that goes on record`] : []),
    `  owner      ${team(map, found.owner)}`,
    ...Object.entries(found.values ?? {}).map(([code, { label }]) => `  ${code.padEnd(26)} ${en(label)}`),
    `  without it (confirmed ${fallback?.confirmed})`,
    ...(fallback?.steps ?? []).map(({ text }, i) => `    ${i + 1}. ${en(text)}`),
  ];
}

function workflow(map: IntegrationMap, id: string): string[] | undefined {
  const spec = ownValue(map.workflows, id);
  if (!spec) return undefined;
  return [
    `${en(spec.name)}, ${spec.priority}, ${team(map, spec.owner)}`,
    `  needs      ${[...spec.needs.fields, ...spec.needs.systems].join(', ')}`,
    `  without    ${en(spec.impact)}`,
    `  meanwhile  ${en(spec.workaround)}`,
  ];
}

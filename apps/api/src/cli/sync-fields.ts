import { join } from 'node:path';
import { fieldPatch } from '../map/compare/field-patch.ts';
import { readText } from '../map/read-text.ts';
import { compileSync, type SyncObjectPlan } from '../sync/compile.ts';
import { type Proposed, proposedOf } from '../sync/fields/propose.ts';
import { writtenField } from '../sync/fields/written-field.ts';
import { jsonOption } from './arguments/json-option.ts';
import { text as textOption } from './arguments/option.ts';
import { folderOf } from './map-folder.ts';
import { isInMap, type OpenedSync, withSync } from './open-sync.ts';
import { amount, asideWords, lookWords, SIDES, sideNames } from './sync-words.ts';
import { type CliDeps, defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

const FILE = 'sync.yaml';

export const syncFields = defineVerb({
  name: 'sync fields',
  takes: '[object] [--patch <object>.<field>] [--json]',
  help: 'fields of the map that do not fit what both sides have, and fields that both have and the map has not; --patch prints the change of the map for one of these',
  options: {
    patch: textOption('<object>.<field>', 'prints the change of the map that adds this field, as `git apply` takes it'),
    ...jsonOption,
  },
  operands: 1,
  async run({ values: { json, patch }, operands: [object] }, around) {
    return withSync(around, async (opened) => {
      if (object !== undefined && !isInMap(opened, object, around)) return WRONGLY_ASKED;
      if (patch !== undefined) return printPatch(opened, patch, around);
      const plans = compileSync(opened.sync).objects.filter(({ id }) => object === undefined || id === object);
      const all = await Promise.all(plans.map((plan) => fieldsOf(opened, plan)));
      around.out(json ? `${JSON.stringify({ objects: all.map(plain) })}\n` : `${all.flatMap(linesOf).join('\n')}\n`);
      return OK;
    });
  },
});

async function fieldsOf({ tenant, fieldStore }: OpenedSync, plan: SyncObjectPlan) {
  const scope = { tenant, object: plan.id };
  const [aside, read] = [await fieldStore.aside(scope), await fieldStore.definitions(scope)];
  const of = (side: 'left' | 'right') => read.find((one) => one.side === side);
  const proposed = proposedOf(plan, read);
  const looks = { left: of('left'), right: of('right') };
  return { object: plan.id, aside, proposed, looks };
}
type Found = Awaited<ReturnType<typeof fieldsOf>>;

const plain = ({ object, aside, proposed, looks }: Found) => ({
  ...{ object, aside },
  looks: SIDES.flatMap((side) => {
    const look = looks[side];
    return look ? [{ side, outcome: look.outcome, askedAt: look.askedAt }] : [];
  }),
  proposed: proposed.map(({ id, label, type, owner, crm, helpdesk, values, without }) => ({
    ...{ id, label, type, owner, crm: crm.name, helpdesk: helpdesk.name, without },
    ...(values && { values }),
  })),
});

function linesOf({ object, aside, proposed, looks }: Found): readonly string[] {
  return [
    object,
    ...SIDES.map((side) => `  ${`properties of the ${sideNames[side]}`.padEnd(30)} ${lookWords(looks[side])}`),
    ...aside.map((one) => `  set aside  ${one.field}: ${asideWords(one)}`),
    ...proposed.map((one) => `  new        ${proposedLine(one)}`),
    ...(proposed.length > 0
      ? [`  \`sidelight sync fields --patch ${object}.${proposed[0]?.id}\` prints the change`]
      : []),
  ];
}

function proposedLine({ id, label, type, crm, helpdesk, without }: Proposed): string {
  const lost = without > 0 ? `, ${amount(without, 'code')} without a partner` : '';
  return `${id} (${label}): ${crm.name} and ${helpdesk.name}, ${type.replaceAll('_', ' ')}${lost}`;
}

async function printPatch(opened: OpenedSync, named: string, around: CliDeps): Promise<number> {
  const [object = '', id = ''] = named.split('.');
  const plan = compileSync(opened.sync).objects.find((one) => one.id === object);
  const found = plan && (await fieldsOf(opened, plan)).proposed.find((one) => one.id === id);
  if (!found) {
    around.err(`${named} is not proposed; \`sidelight sync fields\` lists what is\n`);
    return FOUND;
  }
  const folder = folderOf(around);
  const text = await readText(join(folder, FILE), FILE, around.signal);
  const patch = fieldPatch(text, { object, id, field: writtenField(object, found) }, 'map');
  if (patch.kind !== 'patch') {
    around.err('the file is written in a way that only a person changes: add the field by hand\n');
    return FOUND;
  }
  around.out(patch.patch);
  return OK;
}

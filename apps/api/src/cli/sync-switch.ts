import { maySwitchOn } from '../sync/desk/may-switch-on.ts';
import { jsonOption } from './arguments/json-option.ts';
import { flag } from './arguments/option.ts';
import { askedBy } from './asked-by.ts';
import { isInMap, type OpenedSync, withSync } from './open-sync.ts';
import { minute } from './sync-words.ts';
import { type CliDeps, defineVerb, FOUND, OK, type Verb, WRONGLY_ASKED } from './verb.ts';

type Answer =
  | { readonly kind: 'set' | 'as_it_is'; readonly says: string }
  | { readonly kind: 'refused'; readonly why: string };
type Judge = (opened: OpenedSync, object: string, nowMs: number) => Promise<Answer>;

interface SwitchVerb {
  readonly name: string;
  readonly help: string;
  readonly isOn: boolean;
  /** Where none is named: those it can mean. Absent: one has to be named. */
  readonly meant?: (opened: OpenedSync) => Promise<readonly string[]>;
  readonly judge: Judge;
}

function switchVerb({ name, help, isOn, meant, judge }: SwitchVerb): Verb {
  const takes = `${meant ? '[object]' : '<object>'} [--dry-run] [--json]`;
  return defineVerb({
    ...{ name, help, takes },
    options: { 'dry-run': flag('only says what it would do'), ...jsonOption },
    operands: 1,
    async run({ values: { json, 'dry-run': isDryRun }, operands: [object] }, around, refuse) {
      if (object === undefined && !meant) return refuse('Say which kind of record.');
      return withSync(around, async (opened) => {
        if (object !== undefined && !isMeant(opened, object, isOn, around)) return WRONGLY_ASKED;
        const named = object === undefined ? ((await meant?.(opened)) ?? []) : [object];
        const by = askedBy();
        const answers: { readonly object: string; readonly isOn: boolean; readonly answer: Answer }[] = [];
        for (const each of named) answers.push({ object: each, isOn, answer: await judge(opened, each, around.now()) });
        const changed = answers.filter(({ answer }) => answer.kind === 'set' && !isDryRun);
        const code = await switchAll(opened, changed, isOn, by);
        if (code !== OK) return code;
        if (json) around.out(`${JSON.stringify({ dryRun: isDryRun, by, objects: answers.map(plain) })}\n`);
        else if (named.length === 0) around.out(`nothing is ${isOn ? 'paused' : 'on'}\n`);
        for (const { object: each, answer } of answers) {
          if (answer.kind === 'refused') around.err(`${each}: ${answer.why}\n`);
          else if (!json)
            around.out(`${each}: ${isDryRun && answer.kind === 'set' ? 'would be: ' : ''}${answer.says}\n`);
        }
        return answers.some(({ answer }) => answer.kind === 'refused') ? FOUND : OK;
      });
    },
  });
}

/** Each with its row. */
async function switchAll(
  { tenant, switches, onRecord }: OpenedSync,
  changed: readonly { readonly object: string }[],
  isOn: boolean,
  by: string,
): Promise<number> {
  if (changed.length === 0) return OK;
  return onRecord(async (recordOf) => {
    for (const { object } of changed)
      await switches.set(tenant, object, isOn, by, recordOf('sync.switched', { about: object }));
    return OK;
  });
}

/** What the map has no more can still be switched off. */
const isMeant = (opened: OpenedSync, object: string, isOn: boolean, around: CliDeps): boolean =>
  !isOn || isInMap(opened, object, around);

const plain = ({ object, isOn, answer }: { object: string; isOn: boolean; answer: Answer }) =>
  answer.kind === 'refused'
    ? { object, outcome: answer.kind, why: answer.why }
    : { object, outcome: answer.kind, isOn };

const on: Answer = { kind: 'set', says: 'on, what changes is sent from now on' };

const withheldBy = (system: string) =>
  `sync may not write to ${system}. Connect it again on the Setup page; it asks for the right to write now`;

/** Refused until somebody has been able to see what it would do, and where a side is known not to let us do it. */
const afterDryRun: Judge = async (opened, object, nowMs) => {
  const may = await maySwitchOn(opened, opened.tenant, object, nowMs);
  if (may.kind === 'on_already') return { kind: 'as_it_is', says: 'is on already' };
  const next = `\`sidelight sync plan ${object}\` shows what it would change; then say this again`;
  if (may.kind === 'no_dry_run') return { kind: 'refused', why: `there has been no dry run. ${next}` };
  if (may.kind === 'old_dry_run')
    return { kind: 'refused', why: `the last dry run ended ${minute(may.at)}, more than 7 days ago. ${next}` };
  const readOnly = await opened.readOnlyAt(object);
  if (readOnly !== undefined) return { kind: 'refused', why: withheldBy(readOnly) };
  const says = `on. \`sidelight sync reconcile ${object}\` brings what differs already into agreement`;
  return { kind: 'set', says };
};

const known = async ({ tenant, switches }: OpenedSync, isOn: boolean): Promise<readonly string[]> =>
  (await switches.list(tenant)).filter((one) => one.isOn === isOn).map(({ object }) => object);

export const syncRun = switchVerb({
  name: 'sync run',
  help: 'switches one kind of record on, once a dry run of it has been seen, not longer than 7 days ago',
  isOn: true,
  judge: afterDryRun,
});

export const syncPause = switchVerb({
  name: 'sync pause',
  help: 'switches one kind of record, or all, off; what is under way is still settled, what changes waits',
  isOn: false,
  meant: (opened) => known(opened, true),
  async judge({ tenant, switches }, object) {
    if (await switches.isOn(tenant, object)) return { kind: 'set', says: 'off, what is under way is still settled' };
    return { kind: 'as_it_is', says: 'is off already' };
  },
});

export const syncResume = switchVerb({
  name: 'sync resume',
  help: 'switches what was paused on again: one kind of record, or all; after more than 7 days as `sync run` does',
  isOn: true,
  meant: async (opened) => (await known(opened, false)).filter((object) => opened.objects.includes(object)),
  async judge(opened, object, nowMs) {
    const may = await maySwitchOn(opened, opened.tenant, object, nowMs, true);
    if (may.kind !== 'yes') return afterDryRun(opened, object, nowMs);
    const readOnly = await opened.readOnlyAt(object);
    return readOnly === undefined ? on : { kind: 'refused', why: withheldBy(readOnly) };
  },
});

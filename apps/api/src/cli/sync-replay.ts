import { z } from 'zod';
import type { LetterFilter } from '../store/sync-decisions.ts';
import { jsonOption } from './arguments/json-option.ts';
import { flag, text, type ValuesOf } from './arguments/option.ts';
import { askedBy } from './asked-by.ts';
import { isInMap, withSync } from './open-sync.ts';
import { amount, deadReasons, deadWords } from './sync-words.ts';
import { type CliDeps, defineVerb, OK, WRONGLY_ASKED } from './verb.ts';

const replayOptions = {
  reason: text('class', `those not accepted for this reason alone: ${deadReasons.join(', ')}`),
  object: text('name', 'those of one kind of record alone'),
  all: flag('all of them'),
  'dry-run': flag('only counts them'),
  ...jsonOption,
};

interface Asked {
  readonly filter: LetterFilter;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
}

export const syncReplay = defineVerb({
  name: 'sync replay',
  takes: '<id> | --reason class | --object name | --all [--dry-run] [--json]',
  help: 'tries values again that were not accepted; safe to repeat; --dry-run only counts them',
  options: replayOptions,
  operands: 1,
  async run({ values, operands: [id] }, around) {
    const asked = readAsked(values, id, around);
    if (!asked) return WRONGLY_ASKED;
    const { filter, isDryRun, isJson } = asked;
    return withSync(around, async (opened) => {
      if (filter.object !== undefined && !isInMap(opened, filter.object, around)) return WRONGLY_ASKED;
      const { tenant, status, decisions } = opened;
      const found = await status.dead(tenant, filter);
      const by = askedBy();
      const meant = found.reduce((sum, { n }) => sum + n, 0);
      const tell = (n: number): number => {
        if (isJson) around.out(`${JSON.stringify({ dryRun: isDryRun, replayed: isDryRun ? 0 : n, found, by })}\n`);
        else {
          for (const { object, reason, n: each } of found) around.out(`${object}: ${each} ${inWords(reason)}\n`);
          around.out(`${amount(n, 'value')} ${isDryRun ? 'would be' : n === 1 ? 'is' : 'are'} tried again\n`);
        }
        return OK;
      };
      if (isDryRun) return tell(meant);
      return opened.onRecord(async (recordOf) =>
        tell(await decisions.replay(tenant, filter, by, recordOf('sync.replayed', { about: filter.object }))),
      );
    });
  },
});

function inWords(reason: string): string {
  const words = new Map<string, string>(Object.entries(deadWords)).get(reason);
  return words === undefined ? reason : `${reason.replaceAll('_', ' ')} (${words})`;
}

/** Undefined, having said why, where nobody can tell which are meant. */
function readAsked(
  { reason, object, all, 'dry-run': isDryRun, json: isJson }: ValuesOf<typeof replayOptions>,
  id: string | undefined,
  { err }: Pick<CliDeps, 'err'>,
): Asked | undefined {
  const refuse = (why: string) => {
    err(`${why}\n`);
    return undefined;
  };
  const isNamed = [id, reason, object].some((part) => part !== undefined);
  if (!isNamed && !all) return refuse('say which: an id, --reason, --object or --all');
  if (isNamed && all) return refuse('--all is for all of them: leave the rest out');
  if (id !== undefined && !z.uuid().safeParse(id).success)
    return refuse(`${id} is no id: sidelight sync status <object> says them`);
  if (reason !== undefined && !deadReasons.includes(reason))
    return refuse(`there is no reason ${reason}: ${deadReasons.join(', ')}`);
  return { filter: { id, reason, object }, isDryRun, isJson };
}

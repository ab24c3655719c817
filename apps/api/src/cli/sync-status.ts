import { standingOf } from '../sync/desk/standing.ts';
import { jsonOption } from './arguments/json-option.ts';
import { journalLine } from './journal-line.ts';
import { letterLine } from './letter-line.ts';
import { withSync } from './open-sync.ts';
import { resultLines } from './run-lines.ts';
import { standingLines } from './standing-lines.ts';
import { defineVerb, OK, WRONGLY_ASKED } from './verb.ts';

const MAX_LETTERS = 50;

export const syncStatus = defineVerb({
  name: 'sync status',
  takes: '[object] [--json]',
  help: 'how sync stands; of one object also what its last run found, and the oldest 50 values that were not accepted',
  options: jsonOption,
  operands: 1,
  async run({ values: { json }, operands: [object] }, around) {
    return withSync(around, async (opened) => {
      const nowMs = around.now();
      const all = await standingOf(opened, nowMs);
      const shown = object === undefined ? all : all.filter((one) => one.object === object);
      if (object !== undefined && shown.length === 0) {
        around.err(`there is no ${object}: ${all.map((one) => one.object).join(', ')}\n`);
        return WRONGLY_ASKED;
      }
      const letters =
        object === undefined ? undefined : await opened.status.letters(opened.tenant, { object }, MAX_LETTERS);
      const journal = await opened.journal();
      if (json) {
        around.out(`${JSON.stringify({ tenant: opened.tenant, objects: shown, letters, journal })}\n`);
        return OK;
      }
      around.out(`${shown.map((one) => `${standingLines(one, nowMs).join('\n')}\n`).join('\n')}`);
      if (journal) around.out(`\n${journalLine(journal, nowMs)}\n`);
      const lastRun = object === undefined ? undefined : shown[0]?.lastRun;
      if (lastRun?.result)
        around.out(`\n${resultLines(lastRun, await opened.runs.sample(opened.tenant, lastRun.id)).join('\n')}\n`);
      if (letters && letters.length > 0)
        around.out(`\nnot accepted:\n${letters.map((one) => `  ${letterLine(one)}\n`).join('')}`);
      return OK;
    });
  },
});

import { askErasure } from '../privacy/ask-erasure.ts';
import { lookUp, planFor } from '../privacy/look-up.ts';
import { jsonOption } from './arguments/json-option.ts';
import { flag } from './arguments/option.ts';
import { askedBy } from './asked-by.ts';
import { WHO, whoIs, withPrivacy } from './open-privacy.ts';
import { erasureLines, planLines } from './privacy-lines.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

const IN_LINE =
  'It is in line: from now on nothing of them is stored, and the servers erase what is. `sidelight privacy erase <who> --status` shows the receipts.\n';
const IN_LINE_ALONE =
  'It is in line. This database is open to one process at a time: start the server, which erases them.\n';

export const privacyErase = defineVerb({
  name: 'privacy erase',
  takes: '<who> [--yes | --status] [--json]',
  help: 'erases a person: shows what would be done, and does it with --yes; --status shows receipts and what is still held',
  options: {
    yes: flag('erases them: this cannot be taken back'),
    status: flag('shows how their erasure stands; exit code 1 while it is not done'),
    ...jsonOption,
  },
  operands: 1,
  async run({ values: { yes, status, json }, operands: [text] }, around) {
    const who = whoIs(text);
    if (!who || (yes && status)) {
      around.err(who ? 'write --yes or --status, not both\n' : WHO);
      return WRONGLY_ASKED;
    }
    return withPrivacy(around, async (opened) => {
      const report = await lookUp(opened, who);
      if (status) {
        await opened.onRecord('privacy.shown', report.person);
        const { erasure } = report;
        if (json) around.out(`${JSON.stringify({ erasure: erasure ?? null })}\n`);
        else if (erasure) around.out(`${erasureLines(erasure, erasure.receipts).join('\n')}\n`);
        else around.err('nobody has asked to erase them\n');
        return erasure?.state === 'done' ? OK : FOUND;
      }
      if (!yes) await opened.onRecord('privacy.shown', report.person);
      const plan = planFor(report.person);
      const counted = new Map(report.held.map(({ place, n }) => [place, n]));
      if (!yes) {
        const lines = planLines(plan, counted, opened.ownerOf, opened.backupsKeptMs);
        around.out(json ? `${JSON.stringify({ plan, held: report.held })}\n` : `${lines.join('\n')}\n`);
        around.err('Nothing is erased yet. This cannot be taken back: write --yes behind it to do it.\n');
        return OK;
      }
      const record = opened.erasureRecord(report.person);
      const asked = await askErasure(opened, report.person, 'command_line', askedBy(), { record });
      // Asked for before, it is on record once more.
      await record.settle();
      if (json) around.out(`${JSON.stringify({ asked })}\n`);
      else around.out(opened.isShared ? IN_LINE : IN_LINE_ALONE);
      return OK;
    });
  },
});

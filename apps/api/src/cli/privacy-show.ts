import { exportPerson, lookUp } from '../privacy/look-up.ts';
import { jsonOption } from './arguments/json-option.ts';
import { WHO, whoIs, withPrivacy } from './open-privacy.ts';
import { reportLines } from './privacy-lines.ts';
import { defineVerb, OK, WRONGLY_ASKED } from './verb.ts';

export const privacyShow = defineVerb({
  name: 'privacy show',
  takes: '<who> [--json]',
  help: 'what is held about a person, where and of which class, who looked, and whether they were erased',
  options: jsonOption,
  operands: 1,
  async run({ values: { json }, operands: [text] }, around) {
    const who = whoIs(text);
    if (!who) {
      around.err(WHO);
      return WRONGLY_ASKED;
    }
    return withPrivacy(around, async (opened) => {
      const report = await lookUp(opened, who);
      await opened.onRecord('privacy.shown', report.person);
      around.out(json ? `${JSON.stringify(report)}\n` : `${reportLines(report).join('\n')}\n`);
      return OK;
    });
  },
});

export const privacyExport = defineVerb({
  name: 'privacy export',
  takes: '<who>',
  help: 'prints everything that is held about a person, row by row, as one JSON object',
  options: {},
  operands: 1,
  async run({ operands: [text] }, around) {
    const who = whoIs(text);
    if (!who) {
      around.err(WHO);
      return WRONGLY_ASKED;
    }
    return withPrivacy(around, async (opened) => {
      const all = await exportPerson(opened, who);
      await opened.onRecord('privacy.exported', all.person);
      around.out(`${JSON.stringify(all, null, 2)}\n`);
      return OK;
    });
  },
});

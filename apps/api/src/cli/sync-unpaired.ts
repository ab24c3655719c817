import type { OrphanWhy } from '@sidelight/shared/sync/unpaired.ts';
import type { UnpairedStore } from '../store/sync-unpaired.ts';
import { otherSide } from '../sync/canonical/canon.ts';
import { jsonOption } from './arguments/json-option.ts';
import { isInMap, withSync } from './open-sync.ts';
import { amount, minute, sideNames } from './sync-words.ts';
import { defineVerb, OK, type Verb, WRONGLY_ASKED } from './verb.ts';

type Stored = NonNullable<Awaited<ReturnType<UnpairedStore['find']>>>;

const whys: Readonly<Record<OrphanWhy, string>> = {
  several: 'several could be its partner',
  differs: 'whoever has the same value is somebody else by a field that counts before it',
  taken: 'whoever has the same value is linked to another',
  no_value: 'it has no value to be found by',
  not_ready: 'nobody has its values, and it lacks what a new record needs',
  nobody: 'nobody has its values, and the map makes none there',
  aside: 'a field by which records find each other is set aside',
};

interface ListVerb {
  readonly name: string;
  readonly help: string;
  plain(stored: Stored): object;
  lines(stored: Stored): readonly string[];
}

/** What the newest comparison has found, dry runs included. Ids, no values. */
const listVerb = ({ name, help, plain, lines }: ListVerb): Verb =>
  defineVerb({
    ...{ name, help, takes: '<object> [--json]' },
    options: jsonOption,
    operands: 1,
    async run({ values: { json }, operands: [object] }, around, refuse) {
      if (object === undefined) return refuse('Say which kind of record.');
      return withSync(around, async ({ tenant, objects, unpaired }) => {
        if (!isInMap({ objects }, object, around)) return WRONGLY_ASKED;
        const stored = await unpaired.find({ tenant, object });
        if (json)
          around.out(`${JSON.stringify(stored ? { object, foundAt: stored.at, ...plain(stored) } : { object })}\n`);
        else if (stored) around.out(`${object}, compared ${minute(stored.at)}\n${lines(stored).join('\n')}\n`);
        else
          around.out(`${object} has not been compared; \`sidelight sync plan ${object}\` does, and writes nothing\n`);
        return OK;
      });
    },
  });

const more = (listed: number, all: number): readonly string[] => (all > listed ? [`and ${all - listed} more`] : []);

export const syncOrphans = listVerb({
  name: 'sync orphans',
  help: 'records without a partner and why, as the newest comparison or dry run found them: a thousand at most',
  plain: ({ found: { orphans, totals } }) => ({ totals: totals.orphans, orphans }),
  lines({ found: { orphans, totals } }) {
    const all = Object.values(totals.orphans).reduce((sum, { left, right }) => sum + left + right, 0);
    if (all === 0) return ['every record has a partner, or is about to be made'];
    return [
      ...orphans.map(({ side, id, why, field, there = [] }) => {
        const by = field === undefined ? '' : `, by ${field}`;
        const whom = there.length === 0 ? '' : ` (${there.join(', ')} in the ${sideNames[otherSide(side)]})`;
        return `  ${id} in the ${sideNames[side]}: ${whys[why]}${by}${whom}`;
      }),
      ...more(orphans.length, all),
    ];
  },
});

export const syncDuplicates = listVerb({
  name: 'sync duplicates',
  help: 'records of one side with the same value of a field by which records find each other: a thousand groups at most',
  plain: ({ found: { duplicates, totals } }) => ({ totals: totals.duplicates, duplicates }),
  lines({ found: { duplicates, totals } }) {
    const all = totals.duplicates.left + totals.duplicates.right;
    if (all === 0) return ['nothing is there twice'];
    return [
      ...duplicates.map(({ side, field, ids, size }) => {
        const rest = size > ids.length ? ` and ${amount(size - ids.length, 'other')}` : '';
        return `  ${ids.join(', ')}${rest} in the ${sideNames[side]}: the same ${field}`;
      }),
      ...more(duplicates.length, all),
    ];
  },
});

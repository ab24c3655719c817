import type { DecideRefusal } from '@sidelight/shared/sync/sync-request.ts';
import type { AuditDetails } from '../audit/ports.ts';
import type { OpenItem } from '../store/sync-item.ts';
import { choiceFor } from '../sync/desk/choice-for.ts';
import { customerOf } from '../sync/desk/customers-shown.ts';
import { askedBy } from './asked-by.ts';
import { itemList } from './item-lines.ts';
import { isInMap, type OpenedSync, withSync } from './open-sync.ts';
import { type AskedReview, REVIEW_TAKES, readReview, reviewOptions } from './read-review.ts';
import { amount } from './sync-words.ts';
import { type CliDeps, defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

const MAX_SHOWN = 200;

export const syncReview = defineVerb({
  name: 'sync review',
  takes: REVIEW_TAKES,
  help: 'what waits for a person, with both values; or decides it: a side’s value, neither, or another value',
  options: reviewOptions,
  operands: Number.POSITIVE_INFINITY,
  async run(given, around) {
    const asked = readReview(given, around);
    if (!asked) return WRONGLY_ASKED;
    return withSync(around, (opened) =>
      asked.kind === 'list' ? list(opened, asked, around) : decide(opened, asked, around),
    );
  },
});

type Listing = Extract<AskedReview, { kind: 'list' }>;
type Deciding = Extract<AskedReview, { kind: 'decide' }>;

async function list(opened: OpenedSync, { object, isJson }: Listing, around: CliDeps): Promise<number> {
  if (object !== undefined && !isInMap(opened, object, around)) return WRONGLY_ASKED;
  const { tenant, status, sync } = opened;
  const found = await status.openItems(tenant, { object }, MAX_SHOWN + 1);
  const [items, isMore, nowMs] = [found.slice(0, MAX_SHOWN), found.length > MAX_SHOWN, around.now()];
  const say = (): number => {
    around.out(
      isJson ? jsonOf(items, isMore, sync.reviewDueMs, nowMs) : itemList(items, isMore, sync.reviewDueMs, nowMs),
    );
    return OK;
  };
  if (items.length === 0) return say();
  return opened.onRecord(async (recordOf) => {
    // One after the other: each is a row of the same chain.
    for (const customer of customersOf(items)) await recordOf('sync.viewed', customer).settle();
    return say();
  });
}

function jsonOf(items: readonly OpenItem[], isMore: boolean, reviewDueMs: number, nowMs: number): string {
  const withDue = items.map((item) => {
    const dueMs = Date.parse(item.openedAt) + reviewDueMs;
    return { ...item, dueAt: new Date(dueMs).toISOString(), isOverdue: item.blocks && dueMs < nowMs };
  });
  return `${JSON.stringify({ items: withDue, isMore })}\n`;
}

/** Each customer once. */
function customersOf(items: readonly OpenItem[]): readonly AuditDetails[] {
  const all = items.map(({ object, ids = {} }) => ({ ...customerOf(object, ids), about: 'reviews' }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

async function decide(opened: OpenedSync, asked: Deciding, around: CliDeps): Promise<number> {
  const { out, err } = around;
  const { tenant, status, decisions } = opened;
  const { ids, isDryRun, isJson } = asked;
  const items = await status.openItems(tenant, { ids }, ids.length);
  const found = choiceFor(opened.sync, ids, items, asked.choice);
  if (found.kind === 'refused') {
    err(`${found.refusals.map((one) => inWords(one, items)).join('\n')}\nNothing has been decided.\n`);
    return FOUND;
  }
  const { choice } = found;
  const by = askedBy();
  const tell = (n: number): number => {
    if (isJson) out(`${JSON.stringify({ dryRun: isDryRun, decided: isDryRun ? 0 : n, ids, by })}\n`);
    else out(`${amount(n, 'item')} ${isDryRun ? 'would be decided' : 'decided; a running server does it'}\n`);
    if (n === items.length) return OK;
    err(`${items.length - n} had been decided meanwhile\n`);
    return FOUND;
  };
  if (isDryRun) return tell(items.length);
  return opened.onRecord(async (recordOf) =>
    tell(await decisions.choose(tenant, ids, choice, by, recordOf('sync.decided'))),
  );
}

/** Never what was typed. */
function inWords({ code, id, valueClass, codes }: DecideRefusal, items: readonly OpenItem[]): string {
  const item = items.find((one) => one.id === id);
  const name = `${item?.object}.${item?.field}`;
  if (code === 'whole_record')
    return `${id} is about the whole record: fix it in the CRM or the helpdesk, then --take neither`;
  if (code === 'not_in_map') return `the map has no ${name} any more`;
  if (code !== 'not_a_value') return `${id} is not open: somebody has decided it, or both sides agree by now`;
  const known = codes ? `; one of ${codes.join(', ')}` : '';
  return `this is no value of ${name}: ${valueClass?.replaceAll('_', ' ')}${known}`;
}

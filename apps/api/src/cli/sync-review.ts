import type { OpenItem } from '../store/sync-status.ts';
import type { Choice } from '../sync/ports.ts';
import { askedBy } from './asked-by.ts';
import { itemList } from './item-lines.ts';
import { isInMap, type OpenedSync, withSync } from './open-sync.ts';
import { type AskedReview, REVIEW_TAKES, readReview } from './read-review.ts';
import { amount } from './sync-words.ts';
import { typedValue } from './typed-value.ts';
import { type CliDeps, FOUND, OK, type Verb, WRONGLY_ASKED } from './verb.ts';

const MAX_SHOWN = 200;

export const syncReview: Verb = {
  name: 'sync review',
  takes: REVIEW_TAKES,
  help: 'what waits for a person, with both values; or decides it: a side’s value, neither, or another value',
  async run(args, around) {
    const asked = readReview(args, around);
    if (!asked) return WRONGLY_ASKED;
    return withSync(around, (opened) =>
      asked.kind === 'list' ? list(opened, asked, around) : decide(opened, asked, around),
    );
  },
};

type Listing = Extract<AskedReview, { kind: 'list' }>;
type Deciding = Extract<AskedReview, { kind: 'decide' }>;

async function list(opened: OpenedSync, { object, isJson }: Listing, around: CliDeps): Promise<number> {
  if (object !== undefined && !isInMap(opened, object, around)) return WRONGLY_ASKED;
  const { tenant, status, sync } = opened;
  const found = await status.openItems(tenant, { object }, MAX_SHOWN + 1);
  const [items, isMore, nowMs] = [found.slice(0, MAX_SHOWN), found.length > MAX_SHOWN, around.now()];
  if (!isJson) around.out(itemList(items, isMore, sync.reviewDueMs, nowMs));
  else {
    const withDue = items.map((item) => {
      const dueMs = Date.parse(item.openedAt) + sync.reviewDueMs;
      return { ...item, dueAt: new Date(dueMs).toISOString(), isOverdue: dueMs < nowMs };
    });
    around.out(`${JSON.stringify({ items: withDue, isMore })}\n`);
  }
  return OK;
}

async function decide(opened: OpenedSync, asked: Deciding, { out, err }: CliDeps): Promise<number> {
  const { tenant, status, decisions } = opened;
  const { ids, isDryRun, isJson } = asked;
  const items = await status.openItems(tenant, { ids }, ids.length);
  const missing = ids.filter((id) => !items.some((item) => item.id === id));
  const faults = [
    ...missing.map((id) => `${id} is not open: somebody has decided it, or both sides agree by now`),
    ...items.flatMap((item) => whyNot(item, asked) ?? []),
  ];
  const choice = faults.length === 0 ? choiceOf(opened, items, asked) : undefined;
  if (choice?.kind === 'refused') faults.push(choice.why);
  if (choice === undefined || choice.kind === 'refused') {
    err(`${faults.join('\n')}\nNothing has been decided.\n`);
    return FOUND;
  }
  const by = askedBy();
  const n = isDryRun ? items.length : await decisions.choose(tenant, ids, choice, by);
  if (isJson) out(`${JSON.stringify({ dryRun: isDryRun, decided: isDryRun ? 0 : n, ids, by })}\n`);
  else out(`${amount(n, 'item')} ${isDryRun ? 'would be decided' : 'decided; a running server does it'}\n`);
  if (n === items.length) return OK;
  err(`${items.length - n} had been decided meanwhile\n`);
  return FOUND;
}

/** About a whole record there are no two values to take one of. */
function whyNot({ id, field }: OpenItem, { choice }: Deciding): string | undefined {
  if (field !== undefined || (choice.kind === 'take' && choice.take === 'neither')) return undefined;
  return `${id} is about the whole record: put it right in the CRM or the helpdesk, then --take neither`;
}

function choiceOf(
  { sync }: OpenedSync,
  items: readonly OpenItem[],
  { choice }: Deciding,
): Choice | { readonly kind: 'refused'; readonly why: string } {
  if (choice.kind === 'take') return { kind: choice.take };
  const [item] = items;
  const typed = item?.field === undefined ? undefined : typedValue(sync, item.object, item.field, choice.typed);
  if (typed?.kind === 'value') return { kind: 'value', value: typed.canon };
  const name = `${item?.object}.${item?.field}`;
  const why =
    typed?.kind === 'refused' ? `this is no value of ${name}: ${typed.why}` : `the map has no ${name} any more`;
  return { kind: 'refused', why };
}

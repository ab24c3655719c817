import type { OpenItem } from '../store/sync-item.ts';
import { amount, minute, shown, sideNames, span, whyWords } from './sync-words.ts';

/** One item with both values: a person has to see them to decide. */
export function itemLines(item: OpenItem, dueMs: number, nowMs: number): readonly string[] {
  const { id, object, record, ids, field, why, blocks, left, right, openedAt, decidedBy } = item;
  const late = blocks ? nowMs - Date.parse(openedAt) - dueMs : 0;
  const due = minute(new Date(Date.parse(openedAt) + dueMs).toISOString());
  const names = ids ? `${sideNames.left} ${ids.left}, ${sideNames.right} ${ids.right}` : record;
  return [
    `${id}  ${object}.${field ?? '(the whole record)'}  ${names}`,
    `  ${whyWords[why]}${blocks ? '; nothing is written until it is decided' : ''}`,
    `  ${sideNames.left.padEnd(9)} ${shown(left)}`,
    `  ${sideNames.right.padEnd(9)} ${shown(right)}`,
    `  since ${minute(openedAt)}, due ${due}${late > 0 ? `  OVERDUE by ${span(late)}` : ''}`,
    ...(decidedBy === undefined ? [] : [`  decided by ${decidedBy}, about to be done`]),
  ];
}

/** `isMore`: there may be others behind them. */
export function itemList(items: readonly OpenItem[], isMore: boolean, dueMs: number, nowMs: number): string {
  if (items.length === 0) return 'nothing waits for a person\n';
  const head = `${amount(items.length, 'item')}${isMore ? ', and there may be more: decide these, or name an --object' : ''}`;
  return `${[head, ...items.map((item) => itemLines(item, dueMs, nowMs).join('\n'))].join('\n\n')}\n`;
}

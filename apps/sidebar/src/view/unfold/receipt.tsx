import type { Receipt } from '@sidelight/shared/context/field.ts';
import type { ComponentChildren } from 'preact';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { ViewContext } from '../context.ts';
import { Live } from '../live.tsx';
import { outLink } from '../out-link.tsx';

/** Where a value came from: system, record, when it changed there, when we read it, and the rule that made it. */
export function receiptList(
  { source, record, changedAt, readAt, mapping, owner }: Receipt,
  ctx: ViewContext,
  say: UnfoldWords,
) {
  const name = record ? `${source} ${record.type} ${record.id}` : source;
  return (
    <ul class="receipt">
      {item(say.source, (record?.url && outLink(record.url, ctx, name)) || name)}
      {owner && item('', owner)}
      {changedAt && item(say.changed, ctx.moment(changedAt))}
      {item(say.read, <Live ctx={ctx} text={() => ctx.relative(readAt, ctx.nowMs())} />)}
      {mapping && item(say.rule, <code>{mapping}</code>)}
    </ul>
  );
}

const item = (what: string, is: ComponentChildren) => (
  <li>
    <span>{what}</span>
    <span>{is}</span>
  </li>
);

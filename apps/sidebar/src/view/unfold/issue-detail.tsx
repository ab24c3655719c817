import type { Receipt } from '@sidelight/shared/context/field.ts';
import type { Issue } from '@sidelight/shared/context/value.ts';
import type { PutDraft } from '../../model/drafts.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { CardContext } from '../context.ts';
import { outLink } from '../out-link.tsx';
import { receiptList } from './receipt.tsx';
import type { ReportPlace } from './report-place.tsx';
import { sentenceBox } from './sentence.tsx';

/** One known issue in full. `help` and `touches` are what its row has room for only in part. */
export function issueDetail(
  { id, title, url, ...said }: Issue,
  receipt: Receipt,
  [help, touches]: readonly (string | false | undefined)[],
  ctx: CardContext,
  say: UnfoldWords,
  put: PutDraft,
  report: ReportPlace,
) {
  return (
    <>
      <p class="asked" dir="auto">
        {title}
      </p>
      {help && <p dir="auto">{help}</p>}
      {touches && <p>{touches}</p>}
      {said.sentence && sentenceBox(said, id, ctx, say, put)}
      {report(id, title, ctx)}
      {receiptList(receipt, ctx, say)}
      {url && outLink(url, ctx, undefined, title, 'btn')}
    </>
  );
}

import type { PutDraft } from '../../model/drafts.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { Unfold } from '../context.ts';
import { detail } from './detail.tsx';
import { fallbackSteps } from './fallback-steps.tsx';
import type { FindPlace } from './find-place.tsx';
import { issueDetail } from './issue-detail.tsx';
import type { lossRows } from './loss-rows.tsx';
import { pastTickets } from './past-tickets.tsx';
import { receiptList } from './receipt.tsx';
import { linkedAccount, who } from './who.tsx';
import { wholeList } from './whole-list.tsx';

/** The parts of the view that no ticket waits for, in the reader's language. */
export const unfoldWith = (say: UnfoldWords, put: PutDraft, rows: typeof lossRows, find: FindPlace): Unfold => ({
  ...{ detail, receiptList, pastTickets, wholeList },
  linkedAccount: (...given) => linkedAccount(...given, find),
  who: (...given) => who(...given, find),
  lossRows: (...given) => rows(...given, (...steps) => fallbackSteps(...steps, put)),
  issueDetail: (...given) => issueDetail(...given, put),
  say,
});

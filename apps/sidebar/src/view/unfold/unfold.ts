import type { PutDraft } from '../../model/drafts.ts';
import type { OnDemand } from '../../model/on-demand.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { Unfold } from '../context.ts';
import { fetched } from '../fold.tsx';
import { announcement } from './announcement.ts';
import { detail } from './detail.tsx';
import { fallbackSteps } from './fallback-steps.tsx';
import type { FindPlace } from './find-place.tsx';
import { issueDetail } from './issue-detail.tsx';
import type { lossRows } from './loss-rows.tsx';
import { pastTickets } from './past-tickets.tsx';
import { receiptList } from './receipt.tsx';
import { refusal } from './refusal.tsx';
import type { ReportPlace } from './report-place.tsx';
import type { RevealPlace } from './reveal-place.tsx';
import { linkedAccount, who } from './who.tsx';
import { wholeList } from './whole-list.tsx';

/** The parts of the view that no ticket waits for, in the reader's language. */
export const unfoldWith = (
  say: UnfoldWords,
  put: PutDraft,
  losses: OnDemand<{ readonly lossRows: typeof lossRows }>['get'],
  fetchLosses: () => void,
  find: FindPlace,
  report: ReportPlace,
  reveal: RevealPlace,
): Unfold => ({
  detail: (...given) => detail(...given, reveal),
  ...{ announcement, receiptList, wholeList },
  pastTickets: (...given) => pastTickets(...given, say),
  refusal: (...given) => refusal(...given, say),
  linkedAccount: (...given) => linkedAccount(...given, find),
  who: (...given) => who(...given, find),
  lossRows: (cards, isAsking, ctx) =>
    fetched({ ui: ctx.ui, unfold: losses(), fetchUnfold: fetchLosses }, (part) =>
      part.lossRows(cards, isAsking, ctx, say, (...steps) => fallbackSteps(...steps, put)),
    ),
  issueDetail: (...given) => issueDetail(...given, put, report),
  say,
});

import type { UnfoldWords } from '../../words/unfold-words.ts';
import { detail } from './detail.tsx';
import { fallbackSteps } from './fallback-steps.tsx';
import { issueDetail } from './issue-detail.tsx';
import { receiptList } from './receipt.tsx';
import { linkedAccount, who } from './who.tsx';

/** What is drawn where something is unfolded, or where nobody is sure who the customer is. */
const parts = { detail, fallbackSteps, issueDetail, receiptList, linkedAccount, who };

/** `say` is what these parts say, in the reader's language. */
export type Unfold = typeof parts & { readonly say: UnfoldWords };

export const unfoldWith = (say: UnfoldWords): Unfold => ({ ...parts, say });

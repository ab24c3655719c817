import type { EraseReason } from '@sidelight/shared/privacy/erase-reasons.ts';
import type { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { Erasures, PrivacyReport, Who } from '@sidelight/shared/privacy/privacy-page.ts';
import type { Refusal } from '../status/client.ts';

/** What is asked before somebody is erased. */
export interface EraseForm {
  readonly reason: EraseReason | '';
  readonly typed: string;
  /** What was typed is none of theirs. */
  readonly isNotTyped: boolean;
}

export interface PrivacyState {
  readonly who: Who;
  /** Whom `report` is about: what is typed may be somebody else by now. */
  readonly of: Who | undefined;
  readonly report: PrivacyReport | undefined;
  /** Open where it is filled in. */
  readonly erasing: EraseForm | undefined;
  readonly erasures: Erasures | undefined;
  readonly receipt: ErasureReceipt | undefined;
  readonly busy: 'showing' | 'exporting' | 'erasing' | undefined;
  /** What did not work, by the part of the page. */
  readonly trouble: { readonly person?: Refusal | undefined; readonly erasures?: Refusal | undefined };
}

export const firstPrivacy: PrivacyState = {
  who: { by: 'email', text: '' },
  ...{ of: undefined, report: undefined, erasing: undefined, erasures: undefined, receipt: undefined },
  ...{ busy: undefined, trouble: {} },
};

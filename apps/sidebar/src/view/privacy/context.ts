import type { AuditFilter } from '../../model/audit/state.ts';
import type { PrivacyView } from '../../model/privacy/privacy.ts';
import type { PrivacyState } from '../../model/privacy/state.ts';
import type { AuditWords } from '../../words/audit-words.ts';
import type { PrivacyWords } from '../../words/privacy-words.ts';
import type { PageContext } from '../status/context.ts';

export interface PrivacyContext extends PageContext, PrivacyView {
  readonly words: PrivacyWords;
  /** What was done is said in the words of the audit. */
  readonly audit: Pick<AuditWords, 'action' | 'role' | 'ticket'>;
  readonly privacy: PrivacyState;
  showAudit(filter: Partial<AuditFilter>): void;
}

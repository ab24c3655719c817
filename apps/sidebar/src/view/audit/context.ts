import type { AuditView } from '../../model/audit/audit.ts';
import type { AuditState } from '../../model/audit/state.ts';
import type { AuditWords } from '../../words/audit-words.ts';
import type { PageContext } from '../status/context.ts';

export interface AuditContext extends PageContext, AuditView {
  readonly words: AuditWords;
  readonly audit: AuditState;
}

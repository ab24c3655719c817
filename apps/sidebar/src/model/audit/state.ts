import type { AuditCheck, AuditItem } from '@sidelight/shared/audit/audit-page.ts';
import type { Refusal } from '../status/client.ts';

/** As typed: times as a date. */
export interface AuditFilter {
  readonly actor: string;
  readonly customer: string;
  readonly ticket: string;
  readonly group: string;
  readonly from: string;
  readonly until: string;
}

export interface AuditState {
  readonly filter: AuditFilter;
  /** Undefined until the first answer. */
  readonly items: readonly AuditItem[] | undefined;
  readonly before: number | undefined;
  readonly check: AuditCheck | undefined;
  readonly busy: 'searching' | 'checking' | 'exporting' | undefined;
  readonly refusal: Refusal | undefined;
  /** Of the one person whose rows are shown: whether the admin is asked, or has said so, and all their sessions are over. */
  readonly ending: 'asked' | 'under_way' | 'ended' | undefined;
  /** Whose rows are shown, where they are one person's. */
  readonly person: string | undefined;
}

export const firstAudit: AuditState = {
  filter: { actor: '', customer: '', ticket: '', group: '', from: '', until: '' },
  ...{ items: undefined, before: undefined, check: undefined, busy: undefined, refusal: undefined },
  ...{ ending: undefined, person: undefined },
};

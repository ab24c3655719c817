import type { RuleChange } from '@sidelight/shared/sync/review.ts';
import type {
  RuleApplyAnswer,
  RuleApplyRequest,
  RulePatchAnswer,
  RulePatchRequest,
} from '@sidelight/shared/sync/sync-request.ts';
import type { OnRecord } from '../../audit/ports.ts';
import { rulePatch } from '../../map/compare/rule-patch.ts';
import type { ReviewList } from '../../store/sync-review-list.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { applyPatch, madeOf, refused, type SyncFile, showPatch } from './sync-file.ts';

export interface DeskRuleDeps {
  readonly tenant: TenantId;
  readonly list: Pick<ReviewList, 'byId'>;
  readonly file: SyncFile;
}

/** From an item to a rule: a change of the map that a person has looked at before it is made. */
export function createDeskRules({ tenant, list, file }: DeskRuleDeps) {
  async function made(id: string, change: RuleChange, signal: AbortSignal) {
    const [item] = await list.byId(tenant, [id]);
    if (item?.field === undefined) return refused('not_open');
    const { object, field } = item;
    return madeOf(file, (text, folder) => rulePatch(text, { object, field, change }, folder), signal);
  }
  return {
    patch: ({ id, change }: RulePatchRequest, signal: AbortSignal): Promise<RulePatchAnswer> =>
      showPatch(file, () => made(id, change, signal)),
    apply: ({ id, change, base }: RuleApplyRequest, record: OnRecord, signal: AbortSignal): Promise<RuleApplyAnswer> =>
      applyPatch(file, base, () => made(id, change, signal), record, signal),
  };
}

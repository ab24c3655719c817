import type { RuleChange } from '@sidelight/shared/sync/review.ts';
import type {
  RuleApplyAnswer,
  RuleApplyRequest,
  RulePatchAnswer,
  RulePatchRequest,
} from '@sidelight/shared/sync/sync-request.ts';
import { rulePatch } from '../../map/compare/rule-patch.ts';
import type { ReviewList } from '../../store/sync-review-list.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { baseOf } from './map-base.ts';
import { applyPatch, type SyncFile } from './sync-file.ts';

export interface DeskRuleDeps {
  readonly tenant: TenantId;
  readonly list: Pick<ReviewList, 'byId'>;
  readonly file: SyncFile;
}

const refused = <W extends string>(why: W) => ({ kind: 'refused', why }) as const;

/** From an item to a rule: a change of the map that a person has looked at before it is made. */
export function createDeskRules({ tenant, list, file }: DeskRuleDeps) {
  async function made(id: string, change: RuleChange, signal: AbortSignal) {
    const [item] = await list.byId(tenant, [id]);
    if (item?.field === undefined) return refused('not_open');
    const kept = await file.read(signal);
    if (!kept) return refused('cannot_be_written');
    const patch = rulePatch(kept.text, { object: item.object, field: item.field, change }, kept.folder);
    return patch.kind === 'patch' ? { ...patch, before: kept.text } : refused(patch.kind);
  }
  return {
    async patch({ id, change }: RulePatchRequest, signal: AbortSignal): Promise<RulePatchAnswer> {
      const found = await made(id, change, signal);
      if (found.kind === 'refused') return found;
      return { kind: 'patch', patch: found.patch, base: baseOf(found.before), canApply: await file.canWrite() };
    },
    apply: ({ id, change, base }: RuleApplyRequest, signal: AbortSignal): Promise<RuleApplyAnswer> =>
      applyPatch(file, base, () => made(id, change, signal), signal),
  };
}

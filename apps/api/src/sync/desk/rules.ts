import { createHash } from 'node:crypto';
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

/** `map/sync.yaml` as it stands where the map is kept. */
export interface SyncFile {
  /** Undefined where it cannot be read. `folder`: what its folder is called where the map is kept. */
  read(signal: AbortSignal): Promise<{ readonly text: string; readonly folder: string } | undefined>;
  canWrite(): Promise<boolean>;
  /** Takes it over too. `changed`: it is not `before` any more. `faulty`: the map would not do. */
  replace(before: string, after: string, signal: AbortSignal): Promise<'done' | 'changed' | 'faulty'>;
}

export interface DeskRuleDeps {
  readonly tenant: TenantId;
  readonly list: Pick<ReviewList, 'byId'>;
  readonly file: SyncFile;
}

const baseOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
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
    async apply({ id, change, base }: RuleApplyRequest, signal: AbortSignal): Promise<RuleApplyAnswer> {
      if (!(await file.canWrite())) return refused('read_only');
      const found = await made(id, change, signal);
      if (found.kind === 'refused') return found;
      if (baseOf(found.before) !== base) return refused('changed_meanwhile');
      const outcome = await file.replace(found.before, found.text, signal);
      if (outcome === 'done') return { kind: 'done' };
      return refused(outcome === 'changed' ? 'changed_meanwhile' : 'cannot_be_written');
    },
  };
}

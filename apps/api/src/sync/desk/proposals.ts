import type {
  FieldApplyRequest,
  FieldPatchRequest,
  ProposalPage,
  RuleApplyAnswer,
  RulePatchAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import { fieldPatch } from '../../map/compare/field-patch.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { SyncPlan } from '../compile.ts';
import type { FieldStore } from '../fields/ports.ts';
import { type Proposed, propose } from '../fields/propose.ts';
import { writtenField } from '../fields/written-field.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { baseOf } from './map-base.ts';
import { applyPatch, type SyncFile } from './sync-file.ts';

export interface DeskProposalDeps {
  readonly tenant: TenantId;
  readonly fields: DeskFields;
  readonly plan: Pick<SyncPlan, 'objects'>;
  readonly fieldStore: Pick<FieldStore, 'definitions'>;
  readonly file: SyncFile;
}

const refused = <W extends string>(why: W) => ({ kind: 'refused', why }) as const;

/** Fields that both sides have and the map has not: each a change of the map that a person looks at before it is made. */
export function createDeskProposals({ tenant, fields, plan, fieldStore, file }: DeskProposalDeps) {
  async function proposedFor(object: string): Promise<readonly Proposed[]> {
    const own = plan.objects.find(({ id }) => id === object);
    const read = own ? await fieldStore.definitions({ tenant, object }) : [];
    const of = (side: 'left' | 'right') => read.find((one) => one.side === side)?.definitions ?? [];
    return own ? propose(own, of('left'), of('right')) : [];
  }

  async function made({ object, id }: FieldPatchRequest, signal: AbortSignal) {
    const found = (await proposedFor(object)).find((one) => one.id === id);
    if (!found) return refused('not_open');
    const kept = await file.read(signal);
    if (!kept) return refused('cannot_be_written');
    const patch = fieldPatch(kept.text, { object, id, field: writtenField(object, found) }, kept.folder);
    return patch.kind === 'patch' ? { ...patch, before: kept.text } : refused(patch.kind);
  }

  return {
    async proposals(reader: Reader): Promise<ProposalPage> {
      const all = await Promise.all(
        plan.objects.map(async ({ id: object }) =>
          (await proposedFor(object)).map(({ id, label, type, crm, helpdesk, values, without }) => ({
            ...{ object, id, label, type, objectLabel: fields.objectLabel(object, reader), without },
            sides: {
              left: { property: crm.name, label: crm.label },
              right: { property: helpdesk.name, label: helpdesk.label },
            },
            codes: Object.keys(values ?? {}),
          })),
        ),
      );
      return { proposals: all.flat() };
    },
    async fieldPatch(request: FieldPatchRequest, signal: AbortSignal): Promise<RulePatchAnswer> {
      const found = await made(request, signal);
      if (found.kind === 'refused') return found;
      return { kind: 'patch', patch: found.patch, base: baseOf(found.before), canApply: await file.canWrite() };
    },
    addField: ({ base, ...request }: FieldApplyRequest, signal: AbortSignal): Promise<RuleApplyAnswer> =>
      applyPatch(file, base, () => made(request, signal), signal),
  };
}

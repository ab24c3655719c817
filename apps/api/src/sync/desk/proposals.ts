import type {
  FieldApplyRequest,
  FieldPatchRequest,
  ProposalPage,
  RuleApplyAnswer,
  RulePatchAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import type { OnRecord } from '../../audit/ports.ts';
import { fieldPatch } from '../../map/compare/field-patch.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { SyncPlan } from '../compile.ts';
import type { FieldStore } from '../fields/ports.ts';
import { type Proposed, proposedOf } from '../fields/propose.ts';
import { writtenField } from '../fields/written-field.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { applyPatch, madeOf, refused, type SyncFile, showPatch } from './sync-file.ts';

export interface DeskProposalDeps {
  readonly tenant: TenantId;
  readonly fields: DeskFields;
  readonly plan: Pick<SyncPlan, 'objects'>;
  readonly fieldStore: Pick<FieldStore, 'definitions'>;
  readonly file: SyncFile;
}

/** Fields that both sides have and the map has not: each a change of the map that a person looks at before it is made. */
export function createDeskProposals({ tenant, fields, plan, fieldStore, file }: DeskProposalDeps) {
  async function proposedFor(object: string): Promise<readonly Proposed[]> {
    const own = plan.objects.find(({ id }) => id === object);
    return own ? proposedOf(own, await fieldStore.definitions({ tenant, object })) : [];
  }

  async function made({ object, id }: FieldPatchRequest, signal: AbortSignal) {
    const found = (await proposedFor(object)).find((one) => one.id === id);
    if (!found) return refused('not_open');
    const wanted = { object, id, field: writtenField(object, found) };
    return madeOf(file, (text, folder) => fieldPatch(text, wanted, folder), signal);
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
    fieldPatch: (request: FieldPatchRequest, signal: AbortSignal): Promise<RulePatchAnswer> =>
      showPatch(file, () => made(request, signal)),
    addField: (
      { base, ...request }: FieldApplyRequest,
      record: OnRecord,
      signal: AbortSignal,
    ): Promise<RuleApplyAnswer> => applyPatch(file, base, () => made(request, signal), record, signal),
  };
}

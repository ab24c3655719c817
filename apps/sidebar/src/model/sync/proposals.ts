import type {
  FieldPatchRequest,
  ProposalPage,
  RuleApplyAnswer,
  RulePatchAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { fieldPanelId } from './ids.ts';
import { type FieldDraft, patchOf, patchOfApply, type SyncState } from './state.ts';

export interface ProposalDeps {
  readonly state: Store<SyncState>;
  readonly client: Client;
  isProposalPage: Check<ProposalPage>;
  isPatchAnswer: Check<RulePatchAnswer>;
  isApplyAnswer: Check<RuleApplyAnswer>;
  refresh(): void;
}

/** Fields that both sides have and the map has not, and the change of the map that adds one. */
export interface Proposals {
  toggleProposals(): void;
  /** Shows what the map would be with this field; without one the panel closes. */
  draftField(of: FieldPatchRequest | undefined): void;
  applyField(): void;
}

export function createProposals(deps: ProposalDeps): Proposals {
  const { state, client, refresh } = deps;
  const paint = (change: Partial<SyncState>) => state.set({ ...state.get(), ...change });
  const isStill = ({ object, id }: FieldDraft) => {
    const { field } = state.get();
    return field?.object === object && field.id === id;
  };

  async function read(): Promise<void> {
    const answer = await client.get('/v1/sync/fields', deps.isProposalPage);
    if (state.get().proposals)
      paint({ proposals: answer.ok ? { state: 'ok', value: answer.value } : { state: 'failed' } });
  }
  async function readPatch(draft: FieldDraft): Promise<void> {
    const { object, id } = draft;
    const answer = await client.tell('/v1/sync/fields/patch', { object, id }, deps.isPatchAnswer);
    if (isStill(draft)) paint({ field: { ...draft, patch: patchOf(answer) } });
  }
  async function apply(draft: FieldDraft, base: string): Promise<void> {
    const { object, id } = draft;
    paint({ field: { ...draft, patch: { state: 'applying' } }, asked: undefined });
    const answer = await client.tell('/v1/sync/fields', { object, id, base }, deps.isApplyAnswer);
    if (isStill(draft)) paint({ field: { ...draft, patch: patchOfApply(answer) } });
    refresh();
  }

  return {
    toggleProposals() {
      const isOpen = state.get().proposals !== undefined;
      paint({ proposals: isOpen ? undefined : { state: 'reading' }, field: undefined });
      if (!isOpen) void read();
    },
    draftField(of) {
      if (!of) return paint({ field: undefined, asked: undefined });
      const draft: FieldDraft = { ...of, patch: { state: 'reading' } };
      paint({ field: draft, asked: undefined, focus: fieldPanelId(of) });
      void readPatch(draft);
    },
    applyField() {
      const { field } = state.get();
      if (field?.patch.state === 'shown') void apply(field, field.patch.base);
    },
  };
}

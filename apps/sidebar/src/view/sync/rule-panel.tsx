import type { ReviewItem, RuleChange } from '@sidelight/shared/sync/review.ts';
import { APPLY, rulePanelId } from '../../model/sync/ids.ts';
import type { RuleDraft } from '../../model/sync/state.ts';
import { changeKey, suggested } from '../../model/sync/suggested.ts';
import { put } from '../../words/put.ts';
import type { ReportContext } from './context.ts';
import { patchPart } from './patch.tsx';
import { told } from './told.ts';

/** From one item to all that are like it. */
export function ruleButton(item: ReviewItem, ctx: ReportContext) {
  const [first] = suggested(item);
  if (!first) return null;
  const isOpen = ctx.state.rule?.itemId === item.id;
  return (
    <button
      type="button"
      class="btn"
      aria-expanded={isOpen}
      onClick={() => ctx.draftRule(item.id, isOpen ? undefined : first)}
    >
      {ctx.say.ui.rule}
      <span class="sr"> {item.fieldLabel}</span>
    </button>
  );
}

/** Which rule, what it means, and the change of the map, looked at before it is made. */
export function rulePanel(item: ReviewItem, draft: RuleDraft, ctx: ReportContext) {
  const { say, report } = ctx;
  const { ui } = say;
  const changes = suggested(item);
  const id = rulePanelId(item.id);
  const words = {
    ...{ key: APPLY, file: 'sync-rule.patch', apply: ui.ruleApply, sure: ui.ruleSure, yes: ui.ruleYes },
    ...{ done: ui.ruleDone, run: ctx.applyRule },
  };
  return (
    <div class="panel rule" key={id}>
      <label for={id}>{put(ui.ruleTitle, { what: item.fieldLabel ?? '' })}</label>
      <select
        id={id}
        value={changeKey(draft.change)}
        onChange={(event) => {
          const chosen = changes.find((change) => changeKey(change) === event.currentTarget.value);
          ctx.draftRule(item.id, chosen);
        }}
      >
        {changes.map((change) => (
          <option key={changeKey(change)} value={changeKey(change)}>
            {told(nameOf(change, ctx), report)}
          </option>
        ))}
      </select>
      <p>
        {told(
          draft.change.kind === 'rule' ? say.ruleMeans[draft.change.rule] : say.firstMeans[draft.change.first],
          report,
        )}
      </p>
      {patchPart(draft.patch, words, ctx)}
    </div>
  );
}

const nameOf = (change: RuleChange, { say }: ReportContext): string =>
  change.kind === 'rule' ? say.rule[change.rule] : say.first[change.first];

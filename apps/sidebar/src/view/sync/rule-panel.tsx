import type { ReviewItem, RuleChange } from '@sidelight/shared/sync/review.ts';
import { APPLY, rulePanelId } from '../../model/sync/ids.ts';
import type { RuleDraft } from '../../model/sync/state.ts';
import { changeKey, suggested } from '../../model/sync/suggested.ts';
import { put } from '../../words/put.ts';
import { refusalText, twoStep } from './command.tsx';
import type { ReportContext } from './context.ts';
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
      {patchOf(draft, ctx)}
    </div>
  );
}

/** The two lines that name the file are none of it. */
const lookOf = (line: string): string => (/^\+(?!\+\+ )/.test(line) ? 'added' : /^-(?!-- )/.test(line) ? 'gone' : '');

const nameOf = (change: RuleChange, { say }: ReportContext): string =>
  change.kind === 'rule' ? say.rule[change.rule] : say.first[change.first];

function patchOf({ patch }: RuleDraft, ctx: ReportContext) {
  const { say, isAdmin } = ctx;
  const { ui } = say;
  switch (patch.state) {
    case 'reading':
    case 'applying':
      return <p role="status">{patch.state === 'reading' ? ui.reading : ui.sending}</p>;
    case 'done':
      return (
        <p role="status" class="well">
          {ui.ruleDone}
        </p>
      );
    case 'failed':
      return (
        <p role="alert" class="trouble">
          {refusalText(patch.refusal, ctx)}
        </p>
      );
    case 'refused':
      return (
        <p role="alert" class="trouble">
          {say.ruleRefused[patch.why]}
        </p>
      );
    case 'shown':
      return (
        <>
          <p class="asked">{ui.ruleShow}</p>
          <pre>
            {patch.text
              .trimEnd()
              .split('\n')
              .map((line) => (
                <span class={lookOf(line)}>{`${line}\n`}</span>
              ))}
          </pre>
          {!patch.canApply ? <p class="note">{ui.ruleReadOnly}</p> : !isAdmin && <p class="note">{ui.ruleAdmins}</p>}
          <div class="buttons">
            {patch.canApply &&
              isAdmin &&
              twoStep(
                ctx,
                { key: APPLY, words: ui.ruleApply, isMain: true, run: ctx.applyRule },
                ui.ruleSure,
                ui.ruleYes,
              )}
            <button type="button" class="btn" onClick={() => ctx.save('sync-rule.patch', 'text/x-patch', patch.text)}>
              {ui.ruleDownload}
            </button>
          </div>
        </>
      );
  }
}

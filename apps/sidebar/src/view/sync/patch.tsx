import type { PatchDraft } from '../../model/sync/state.ts';
import { refusalText, twoStep } from './command.tsx';
import type { ReportContext } from './context.ts';

/** What is said about one kind of change, and what makes it. */
export interface PatchWords {
  readonly key: string;
  readonly file: string;
  readonly apply: string;
  readonly sure: string;
  readonly yes: string;
  readonly done: string;
  run(): void;
}

/** The two lines that name the file are none of it. */
const lookOf = (line: string): string => (/^\+(?!\+\+ )/.test(line) ? 'added' : /^-(?!-- )/.test(line) ? 'gone' : '');

/** A change of the map, looked at before it is made. */
export function patchPart(patch: PatchDraft, words: PatchWords, ctx: ReportContext) {
  const { say, isAdmin } = ctx;
  const { ui } = say;
  switch (patch.state) {
    case 'reading':
    case 'applying':
      return <p role="status">{patch.state === 'reading' ? ui.reading : ui.sending}</p>;
    case 'done':
      return (
        <p role="status" class="well">
          {words.done}
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
              twoStep(ctx, { key: words.key, words: words.apply, isMain: true, run: words.run }, words.sure, words.yes)}
            <button type="button" class="btn" onClick={() => ctx.save(words.file, 'text/x-patch', patch.text)}>
              {ui.ruleDownload}
            </button>
          </div>
        </>
      );
  }
}

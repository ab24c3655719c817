import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Takes `remove` lines away from `line` on (counted from 1) and puts others there. */
export interface Edit {
  readonly line: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

const CONTEXT = 3;

/** A patch that `git apply` takes. */
export function unifiedPatch(file: string, text: string, edits: readonly Edit[]): string {
  const lines = text.split('\n');
  // From the end, so that the numbers of the lines before stay what they were.
  for (const { line, remove, insert } of edits.toReversed().toSorted((a, b) => b.line - a.line))
    lines.splice(line - 1, remove, ...insert);
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, text, lines.join('\n'), undefined, undefined, {
    context: CONTEXT,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

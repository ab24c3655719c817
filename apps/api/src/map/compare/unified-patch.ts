/** Takes `remove` lines away from `line` on (counted from 1) and puts others there. */
export interface Edit {
  readonly line: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

const CONTEXT = 3;

/** A patch that `git apply` takes. Each edit is a hunk of its own, or joins the one before when they touch. */
export function unifiedPatch(file: string, text: string, edits: readonly Edit[]): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const sorted = [...edits].sort((a, b) => a.line - b.line);
  const groups: Edit[][] = [];
  for (const edit of sorted) {
    const before = groups.at(-1)?.at(-1);
    if (before && edit.line - (before.line + before.remove) <= 2 * CONTEXT) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  let shift = 0;
  const hunks = groups.map((group) => {
    const first = group[0]!;
    const last = group.at(-1)!;
    const start = Math.max(1, first.line - CONTEXT);
    const end = Math.min(lines.length, last.line + last.remove + CONTEXT - 1);
    const body: string[] = [];
    let added = 0;
    let removed = 0;
    for (let line = start; line <= end + 1; line++) {
      for (const edit of group.filter((own) => own.line === line)) {
        body.push(...edit.insert.map((text) => `+${text}`));
        added += edit.insert.length;
      }
      if (line > end) break;
      const isRemoved = group.some((own) => line >= own.line && line < own.line + own.remove);
      if (isRemoved) removed++;
      const at = isRemoved ? body.findLastIndex((one) => !one.startsWith('+')) + 1 : body.length;
      body.splice(at, 0, `${isRemoved ? '-' : ' '}${lines[line - 1]}`);
    }
    const length = end - start + 1;
    const head = `@@ -${start},${length} +${start + shift},${length + added - removed} @@`;
    shift += added - removed;
    return [head, ...body].join('\n');
  });
  return `--- a/${file}\n+++ b/${file}\n${hunks.join('\n')}\n`;
}

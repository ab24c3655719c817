/** The page with what stands between `<!-- name -->` and `<!-- end of name -->` replaced. Throws where there are no such marks. */
export function between(page: string, name: string, text: string): string {
  const [from, to] = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`];
  const start = page.indexOf(from);
  const end = page.indexOf(to);
  if (start === -1 || end === -1) throw new Error(`no marks called ${name}`);
  return page.slice(0, start + from.length) + text + page.slice(end);
}

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
    .replace(/^(\|(?: --- \|)+)$/m, (line) => line.replaceAll(' ', ''));

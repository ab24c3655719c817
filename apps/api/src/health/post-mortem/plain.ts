/** What people and vendors wrote makes no heading, cell, link or page. */
export const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#~]/g, '\\$&').replaceAll(/\s+/g, ' ');

/** Rows of cells, each of them already escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A link to somewhere on the web; the words alone where it is none. */
export const link = (text: string, url: string | undefined): string =>
  url !== undefined && /^https?:\/\/[^\s<>()]+$/i.test(url) ? `[${plain(text)}](${url})` : plain(text);

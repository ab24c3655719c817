import { type Document, isAlias, isNode, visit } from 'yaml';

/** A place in the text, and what is wrong there. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
}

const advice: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands here twice; remove one',
  TAB_AS_INDENT: 'a tab cannot indent; use spaces',
  BLOCK_AS_IMPLICIT_KEY:
    'a colon and a blank begin another value here; put a text that holds them in quotes, or indent what follows',
  MULTILINE_IMPLICIT_KEY: 'a key stands on one line, with a colon behind it',
  BAD_SCALAR_START: 'a text cannot begin with this character; put it in quotes',
  BAD_INDENT: 'a bracket is not closed, or what follows is not indented as far as it should be',
  MISSING_CHAR: 'a quotation mark, bracket or comma is missing before this',
  BAD_DQ_ESCAPE: 'a backslash in double quotes stands for something else; write it twice, or use single quotes',
  UNEXPECTED_TOKEN: 'this cannot stand here; look for a bracket or a quotation mark before it that is not closed',
  MULTIPLE_DOCS: 'one file holds one document; remove the line --- and what follows',
};

/** Each is one by itself. Of the others, what follows the first comes of it. */
const STANDS_ALONE: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'TAB_AS_INDENT', 'BAD_DQ_ESCAPE']);

/**
 * What is not plain YAML: what does not parse, and what stands for something written elsewhere. Nobody
 * needs anchors, aliases and tags in a map; a value that begins with `*`, `&` or `!` was meant as text.
 */
export function faultsIn(document: Document.Parsed): YamlFault[] {
  const all = [...document.errors, ...document.warnings];
  const first = all.find(({ code }) => !STANDS_ALONE.has(code));
  const faults = all
    .filter((one) => one === first || STANDS_ALONE.has(one.code))
    .map(({ code, message, pos }) => ({
      offset: pos[0],
      message: `not valid YAML: ${advice[code] ?? firstLine(message)}`,
    }));
  if (document.errors.length > 0) return faults;
  const found: YamlFault[] = [];
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const offset = node.range?.[0] ?? 0;
    const put = (text: string, what: string) =>
      void found.push({ offset, message: `${text} is ${what} to YAML; put the value in quotes, or write it out` });
    if (isAlias(node)) put(`*${node.source}`, 'an alias');
    else if (node.anchor !== undefined) put(`&${node.anchor}`, 'an anchor');
    else if (node.tag !== undefined) put(node.tag, 'a tag');
  });
  return found.length > 0 ? found : faults;
}

/** Without the place: it is said in front. */
const firstLine = (text: string): string => (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '');

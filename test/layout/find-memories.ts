import { join } from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import type { API } from 'typescript/unstable/sync';
import { projectAt } from './typescript-project.ts';

const KEYED = /^(?:Map|Set|LRUCache|NodeCache)$/;
const WRITES = /^(?:set|add)$/;
/** What is handed to these is called before they answer: it is part of the function around it. */
const AT_ONCE =
  /^(?:map|flatMap|filter|forEach|find|findIndex|findLast|some|every|reduce|sort|toSorted|replace|replaceAll|from|groupBy)$/;

interface Held {
  readonly name: string;
  /** How many functions it is declared in. */
  readonly depth: number;
  isWrittenLater: boolean;
}

const isFunction = (node: Node): boolean =>
  is.isFunctionDeclaration(node) ||
  is.isFunctionExpression(node) ||
  is.isArrowFunction(node) ||
  is.isMethodDeclaration(node) ||
  is.isGetAccessorDeclaration(node);

/**
 * Files of the backend that keep something by key in a function whose own functions go on adding to it: it outlives the
 * call that made it. By the compiler's own tree, so that no comment or text counts.
 */
export function findMemories(api: API, root: string): readonly string[] {
  const { program } = projectAt(api, join(root, 'tsconfig.json'));
  const source = join(root, 'apps/api/src/');
  const files = program.getSourceFileNames().filter((file) => file.startsWith(source));
  return files
    .map((file) => file.slice(source.length))
    .filter((file) => !/\.test\.ts$|(?:^|\/)fixtures?[/.]/.test(file))
    .filter((file) => {
      const parsed = program.getSourceFile(join(source, file));
      return parsed !== undefined && remembers(parsed);
    })
    .toSorted();
}

function remembers(file: SourceFile): boolean {
  const all: Held[] = [];
  const textOf = (node: Node) => file.text.slice(node.pos, node.end).trim();

  function written(target: Node, seen: readonly Held[], depth: number): void {
    const held = is.isIdentifier(target) && seen.findLast(({ name }) => name === target.text);
    if (held && depth > held.depth) held.isWrittenLater = true;
  }
  function walk(node: Node, seen: Held[], depth: number): void {
    let [within, deeper] = [seen, depth];
    if (isFunction(node)) {
      const { parent } = node;
      const isAtOnce =
        is.isCallExpression(parent) &&
        is.isPropertyAccessExpression(parent.expression) &&
        AT_ONCE.test(parent.expression.name.text);
      if (!isAtOnce) deeper++;
      within = [...seen];
    } else if (is.isBlock(node)) within = [...seen];
    if (is.isVariableDeclaration(node) && is.isIdentifier(node.name) && node.initializer) {
      const { initializer } = node;
      if (is.isNewExpression(initializer) && KEYED.test(textOf(initializer.expression))) {
        const held = { name: node.name.text, depth: deeper, isWrittenLater: false };
        within.push(held);
        all.push(held);
      }
    }
    if (is.isCallExpression(node) && is.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (WRITES.test(name.text)) written(expression, within, deeper);
    }
    node.forEachChild((child) => {
      walk(child, within, deeper);
    });
  }
  walk(file, [], 0);
  // A cache is one wherever it is made.
  return all.some(({ isWrittenLater }) => isWrittenLater) || /\bnew (?:LRUCache|NodeCache)\b/.test(file.text);
}

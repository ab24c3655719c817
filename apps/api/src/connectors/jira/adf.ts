import { ownValue } from '@sidelight/shared/own-property.ts';

/** Deeper than people write, shallower than a stack. */
const DEEPEST = 40;

interface Node {
  readonly type: string;
  readonly text: string | undefined;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly content: readonly unknown[];
}

/** An Atlassian document as plain text: lists keep their marks, everything else its words. Never markup. */
export const flatten = (document: unknown): string =>
  block(document, 0)
    .replace(/(?<![ \t])[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

function block(value: unknown, depth: number): string {
  const node = nodeOf(value);
  if (!node || depth > DEEPEST) return '';
  const inner = () => node.content.map((child) => block(child, depth + 1)).join('');
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
      return `${inner()}\n`;
    case 'rule':
      return '\n';
    case 'bulletList':
      return items(node, depth, () => '- ');
    case 'orderedList':
      return items(node, depth, (i) => `${i + 1}. `);
    case 'tableRow':
      return `${node.content.map((cell) => block(cell, depth + 1).trim()).join(' | ')}\n`;
    case 'mention':
    case 'emoji':
    case 'status':
      return attribute(node, 'text') ?? attribute(node, 'shortName') ?? '';
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return attribute(node, 'url') ?? '';
    case 'date':
      return day(attribute(node, 'timestamp'));
    default:
      return inner();
  }
}

const items = (list: Node, depth: number, mark: (i: number) => string): string =>
  `${list.content
    .map(
      (item, i) =>
        mark(i) +
        block(item, depth + 1)
          .trim()
          .replaceAll('\n', '\n  '),
    )
    .join('\n')}\n`;

/** Milliseconds as text, as Jira stores a date somebody picked. */
function day(timestamp: string | undefined): string {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

function attribute({ attrs }: Node, name: string): string | undefined {
  const value = ownValue(attrs, name);
  return typeof value === 'string' ? value : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function nodeOf(value: unknown): Node | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  return {
    type: value.type,
    text: typeof value.text === 'string' ? value.text : undefined,
    attrs: isObject(value.attrs) ? value.attrs : {},
    content: Array.isArray(value.content) ? value.content : [],
  };
}

import { expect, it } from 'vitest';
import { flatten } from './adf.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const item = (...content: unknown[]) => ({ type: 'listItem', content });
const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });

it.each([
  ['paragraphs', doc(paragraph(text('One.')), paragraph(text('Two.'))), 'One.\nTwo.'],
  ['marks', doc(paragraph(text('very '), { ...text('bold'), marks: [{ type: 'strong' }] })), 'very bold'],
  ['a hard break', doc(paragraph(text('a'), { type: 'hardBreak' }, text('b'))), 'a\nb'],
  [
    'bullets',
    doc({ type: 'bulletList', content: [item(paragraph(text('a'))), item(paragraph(text('b')))] }),
    '- a\n- b',
  ],
  [
    'numbers',
    doc({ type: 'orderedList', content: [item(paragraph(text('a'))), item(paragraph(text('b')))] }),
    '1. a\n2. b',
  ],
  [
    'nested lists',
    doc({
      type: 'bulletList',
      content: [item(paragraph(text('a')), { type: 'bulletList', content: [item(paragraph(text('b')))] })],
    }),
    '- a\n  - b',
  ],
  ['code', doc({ type: 'codeBlock', attrs: { language: 'sh' }, content: [text('rm -r x')] }), 'rm -r x'],
  ['a mention', doc(paragraph(text('ask '), { type: 'mention', attrs: { id: 'u1', text: '@Priya' } })), 'ask @Priya'],
  [
    'a link card',
    doc({ type: 'blockCard', attrs: { url: 'https://docs.acme.example/1' } }),
    'https://docs.acme.example/1',
  ],
  ['a date', doc(paragraph({ type: 'date', attrs: { timestamp: '1795392000000' } })), '2026-11-23'],
  ['a date that is none', doc(paragraph({ type: 'date', attrs: {} })), ''],
  [
    'a table',
    doc({
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', content: [paragraph(text('Plan'))] },
            { type: 'tableCell', content: [paragraph(text('Pro'))] },
          ],
        },
      ],
    }),
    'Plan | Pro',
  ],
  ['a picture', doc({ type: 'mediaSingle', content: [{ type: 'media', attrs: { id: '1' } }] }), ''],
  ['a node of next year', doc({ type: 'carousel', content: [paragraph(text('kept'))] }), 'kept'],
  ['markup as the text it is', doc(paragraph(text('<img src=x onerror=alert(1)>'))), '<img src=x onerror=alert(1)>'],
  ['what is no node', doc(null, 7, 'loose', { type: 3 }, [], { text: 'untyped' }), ''],
])('%s', (_name, document, expected) => {
  expect(flatten(document)).toBe(expected);
});

it('stops before a document nested to break the stack does', () => {
  let deep: unknown = paragraph(text('bottom'));
  for (let i = 0; i < 50_000; i += 1) deep = { type: 'panel', content: [deep] };
  expect(flatten(doc(paragraph(text('top')), deep))).toBe('top');
});

it('leaves the document as it was', () => {
  const document = doc({ type: 'bulletList', content: [item(paragraph(text('a')))] });
  const before = structuredClone(document);
  flatten(document);
  expect(document).toEqual(before);
});

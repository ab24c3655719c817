import { expect, it } from 'vitest';
import { gated } from './gated-lines.ts';

function open() {
  const wrote: string[] = [];
  let decide = (_may: boolean) => {};
  const mayShow = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  const gate = gated({ write: (text) => void wrote.push(text), end: (text) => void wrote.push(`${text}.`) }, mayShow);
  return { wrote, gate, decide };
}

it('shows nothing before it is said, then all in its order', async () => {
  const { wrote, gate, decide } = open();
  gate.write('a');
  gate.write('b');
  expect(wrote).toEqual([]);
  decide(true);
  await Promise.resolve();
  gate.write('c');
  gate.end('d');
  await gate.isOver;
  expect(wrote).toEqual(['ab', 'c', 'd.']);
});

it('ends with what was held, where all was over before', async () => {
  const { wrote, gate, decide } = open();
  gate.write('a');
  gate.end('b');
  decide(true);
  await gate.isOver;
  expect(wrote).toEqual(['ab.']);
});

it('drops everything where it may not be shown', async () => {
  const { wrote, gate, decide } = open();
  gate.write('a');
  decide(false);
  await gate.isOver;
  gate.write('b');
  gate.end('c');
  expect(wrote).toEqual([]);
});

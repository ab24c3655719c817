import { expect } from 'vitest';
import type { z } from 'zod';
import { load } from './documents.ts';
import { describes, fieldsOf } from './fields.ts';
import { at } from './node.ts';

/** Each field a wire schema reads is one the vendor describes, but for those that are `open`. */
export function expectDescribed(wire: z.ZodType, file: string, pointer: string, open: readonly string[] = []): void {
  const root = load(file);
  const read = fieldsOf(wire);
  expect(read.length).toBeGreaterThan(1);
  const unknown = read.filter((field) => !describes(root, at(root, pointer), field)).map((field) => field.join('.'));
  expect(unknown).toEqual(open);
}

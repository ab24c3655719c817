import { expect, it } from 'vitest';
import { z } from 'zod';
import { wrongFields } from './wrong-fields.ts';

const Person = z.object({
  name: z.string(),
  role: z.enum(['agent', 'admin']),
  tags: z.array(z.object({ id: z.int() })),
  notes: z.record(z.string(), z.string()),
});
const wrong = (value: unknown) => wrongFields(Person.safeParse(value).error ?? new z.ZodError([]));

it('names the places, without what stood there', () => {
  expect(wrong({ name: 7, role: 'dana@northwind.example', tags: [{ id: 1 }, { id: 'secret' }], notes: {} })).toEqual([
    'name: invalid_type',
    'role: invalid_value',
    'tags.1.id: invalid_type',
  ]);
});

it('does not take a key of somebody’s data for a name', () => {
  const notes = { 'dana@northwind.example': 1, 'a b': 2, plain_key: 3 };
  expect(wrong({ name: '', role: 'agent', tags: [], notes })).toEqual([
    'notes.*: invalid_type',
    'notes.*: invalid_type',
    'notes.plain_key: invalid_type',
  ]);
});

it('names the whole when nothing fits, and stops after ten', () => {
  expect(wrong(null)).toEqual(['(whole): invalid_type']);
  expect(wrong({ name: '', role: 'agent', notes: {}, tags: Array(50).fill({}) })).toHaveLength(10);
});

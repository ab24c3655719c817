import { ownValue } from '@sidelight/shared/own-property.ts';
import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with their values',
  record: 'keys with their values',
};

/** What to write instead, in words; `value` is what stands there. */
export function instead(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'unrecognized_keys' && issue.keys.includes('rule'))
    return 'a rule decides where both sides may change a field, and this one has an owner; write direction: two_way instead of the owner, or remove the rule';
  if (issue.code === 'unrecognized_keys' && issue.keys.includes('owner') && hasOwnKey(value, 'rule'))
    return 'both sides may change this field, so it has a rule and no owner; remove the owner, or write direction: one_way instead of the rule';
  if (issue.code === 'unrecognized_keys' && issue.keys.includes('correctable'))
    return 'only a field that both sides may change can be corrected beside a ticket; remove correctable, or write direction: two_way with a rule';
  if (issue.code === 'unrecognized_keys')
    return `no such key: ${issue.keys.join(', ')}. Remove it or check its spelling`;
  if (issue.code === 'invalid_value')
    return `${value === undefined ? 'is missing; ' : ''}write one of: ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') {
    const kind = ownValue(kinds, issue.expected) ?? issue.expected;
    if (value === undefined) return `is missing; write ${kind}`;
    if (issue.expected === 'string' && typeof value !== 'object') return 'must be text: put it in quotes';
    if (issue.expected === 'array' && typeof value !== 'object') return `must be a list: write [${String(value)}]`;
    return `write ${kind}`;
  }
  if (issue.code === 'invalid_union' && 'options' in issue && issue.options)
    return `write one of: ${issue.options.filter((option) => option !== undefined).join(', ')}`;
  if (issue.code === 'invalid_union') return 'write a text, or one text per language with at least en';
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'write a day as YYYY-MM-DD';
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'write a web address, with https:// in front';
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'too_small' && issue.origin !== 'array' && issue.origin !== 'string')
    return `write a number ${issue.inclusive ? `of ${issue.minimum} or more` : `above ${issue.minimum}`}`;
  if (issue.code === 'too_big' && issue.origin !== 'array' && issue.origin !== 'string')
    return `write a number ${issue.inclusive ? 'up to' : 'below'} ${issue.maximum}`;
  if (issue.code === 'too_small' && (issue.origin === 'array' || issue.origin === 'string'))
    return 'is empty; fill it in';
  return issue.message;
}

const hasOwnKey = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

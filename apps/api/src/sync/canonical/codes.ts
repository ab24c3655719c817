import { ownValue } from '@sidelight/shared/own-property.ts';
import type { FieldForm } from './canon.ts';

type Codes = Pick<FieldForm, 'values' | 'side'>;

/** The CRM's code for a side's own. Without a table codes are the same on both sides. */
export function codeOf(theirs: string, { values, side }: Codes): string | undefined {
  if (!values) return theirs;
  if (side === 'left') return Object.hasOwn(values, theirs) ? theirs : undefined;
  return Object.entries(values).find(([, code]) => code === theirs)?.[0];
}

/** A side's own code for the CRM's. */
export function spelledFor(code: string, { values, side }: Codes): string | undefined {
  if (!values) return code;
  const theirs = ownValue(values, code);
  return side === 'left' && theirs !== undefined ? code : theirs;
}

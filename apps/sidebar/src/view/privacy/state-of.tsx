import type { ErasureItem } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { put } from '../../words/put.ts';
import type { PrivacyContext } from './context.ts';

/** How an erasure stands, with what is open. */
export function stateOf({ state, findings, dueAt }: ErasureItem, { words, number, date, nowMs }: PrivacyContext) {
  const open = findings === 1 ? words.findings.one : put(words.findings.other, { count: number(findings) });
  return (
    <span class={findings > 0 ? 'trouble' : ''}>
      {words.state[state]}
      {findings > 0 && `; ${open}`}
      {dueAt !== undefined && `. ${put(words.due, { at: date(dueAt, nowMs()) })}`}
    </span>
  );
}

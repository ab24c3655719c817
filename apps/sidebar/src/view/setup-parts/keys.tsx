import type { StoredKey } from '@sidelight/shared/setup/stored-key.ts';
import { revokeKey } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupPartsContext } from './context.ts';

const SOON_MS = 30 * 86_400_000;
type Look = 'well' | 'trouble' | '';

/** What is signed in with, a line each: how old it is, when it ends, and what is to be done about that. */
export function keyList(ctx: SetupPartsContext) {
  const { words, state } = ctx;
  if (!state.keys) return null;
  return (
    <details class="keys">
      <summary>
        <span>
          {words.keys} {urgency(state.keys, ctx)}
        </span>
      </summary>
      <p class="note">{words.keysHint}</p>
      {state.keys.length === 0 && <p>{words.noKeys}</p>}
      <ul>{state.keys.map((key) => row(key, ctx))}</ul>
    </details>
  );
}

/** Seen without opening it: the worst of them. */
function urgency(keys: readonly StoredKey[], ctx: SetupPartsContext) {
  const first = keys.find((key) => lookOf(key, ctx) === 'trouble');
  return first ? (
    <b class="unsaved">
      {first.name}: {endText(first, ctx)}
    </b>
  ) : null;
}

function row(key: StoredKey, ctx: SetupPartsContext) {
  const { words, date, nowMs } = ctx;
  const { name, systemName, kind, label, storedAt, by } = key;
  const look = lookOf(key, ctx);
  const stored =
    storedAt && (by ? fill(words.storedBy, date(storedAt, nowMs()), by) : fill(words.stored, date(storedAt, nowMs())));
  return (
    <li key={`${name} ${kind} ${label?.en ?? ''}`}>
      <span>
        <b>{name}</b> <span class="note">{systemName}</span>
      </span>
      <span>
        {label?.[words.language] ?? words.kind[kind]}
        {stored && <span class="note"> · {stored}</span>}
      </span>
      <span class={look}>
        {look === 'trouble' && icon('triangle')} {endText(key, ctx)}
        <span class="note"> {todo(key, ctx)}</span>
        {rights(key, ctx)}
      </span>
      {revokeButton(key, ctx)}
    </li>
  );
}

/** What it is allowed, where that is known, and what of it nothing here needs. */
function rights({ scopes, more }: StoredKey, { words }: SetupPartsContext) {
  return (
    <>
      {scopes && <span class="note"> {scopes[0] ? fill(words.mayDo, scopes.join(', ')) : words.notSaid}</span>}
      {more && (
        <span class="trouble">
          {' '}
          {icon('triangle')} {fill(words.mayMore, more.join(', '))}
        </span>
      )}
    </>
  );
}

/** Only of what a connection is signed in with: the rest is replaced, not ended. */
function revokeButton({ connector, name, kind }: StoredKey, { words, revoking }: SetupPartsContext) {
  if (kind !== 'key' && kind !== 'consent') return null;
  const { asked, isSending, ask, revoke } = revoking;
  if (asked !== revokeKey(connector))
    return (
      <button type="button" class="btn" disabled={isSending} onClick={() => ask(connector)}>
        {words.revoke}
        <span class="sr"> {name}</span>
      </button>
    );
  return (
    <fieldset class="sure">
      <legend>{fill(words.revokeSure, name)}</legend>
      <button type="button" class="btn" onClick={() => ask(undefined)}>
        {words.keep}
      </button>
      <button type="button" class="btn main" disabled={isSending} onClick={() => revoke(connector)}>
        {words.yesRevoke}
      </button>
    </fieldset>
  );
}

function lookOf({ isUnusable, end }: StoredKey, { nowMs }: SetupPartsContext): Look {
  return isUnusable || (end && Date.parse(end.at) - nowMs() < SOON_MS) ? 'trouble' : '';
}

function endText({ kind, isUnusable, end }: StoredKey, { words, date, nowMs }: SetupPartsContext): string {
  if (isUnusable) return words.unusable;
  if (!end) return words.noEnd[kind];
  const isOver = Date.parse(end.at) <= nowMs();
  if (isOver) return fill(words.ended, date(end.at, nowMs()));
  return fill(end.isLatest ? words.endsLatest : words.ends, date(end.at, nowMs()));
}

function todo({ kind, name, isUnusable, end, system }: StoredKey, { words, nowMs }: SetupPartsContext): string {
  if (kind === 'server') return words.todo.server;
  if (kind === 'signing_key') return system === 'helpdesk' ? words.todo.register : words.todo.paste;
  if (kind === 'consent') return isUnusable ? fill(words.todo.again, name) : words.todo.nothing;
  if (isUnusable || (end && Date.parse(end.at) <= nowMs())) return fill(words.todo.now, name);
  return end ? fill(words.todo.before, name) : words.todo.leaves;
}

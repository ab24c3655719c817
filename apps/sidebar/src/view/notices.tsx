import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { Trouble } from '../model/state.ts';
import { fill, type Words } from '../words/words.ts';
import { icon } from './icon.tsx';
import type { Kit } from './kit.ts';

/** Systems in trouble, whoever the ticket is from, in one line: the first in full, the others by name. */
export function healthLine(health: readonly SystemHealth[], { ui, health: words, clock, nowMs }: Kit) {
  const [first, ...others] = health.filter((system) => system.state !== 'ok');
  if (!first || first.state === 'ok') return null;
  const since = fill(ui.since, clock(first.since, nowMs()));
  const also = others.length > 0 && ` · ${fill(ui.also, others.map((system) => system.name).join(', '))}`;
  return (
    <p class="notice">
      {icon('triangle')}
      <span>
        <b>{fill(words[first.state], first.name)}</b> · {since}
        {also}
      </span>
    </p>
  );
}

/** What became of the answer as a whole, and the way out. */
export function troubleRow(trouble: Trouble | undefined, kit: Kit) {
  if (!trouble) return null;
  const { ui } = kit;
  const { kind } = trouble;
  const isRefused = kind === 'refused';
  const isWorthIt = isRefused ? /^(internal|too_many_requests)$/.test(trouble.code) : kind !== 'retrying';
  return (
    <div class="notice">
      {icon('triangle')}
      <span>
        {troubleText(trouble, kit)}
        {isRefused && <span class="note"> {fill(ui.reference, trouble.requestId)}</span>}
      </span>
      {isWorthIt && (
        <button type="button" class="btn" onClick={() => kit.refresh()}>
          {ui.tryAgain}
        </button>
      )}
    </div>
  );
}

export function troubleText(trouble: Trouble, words: Words): string {
  return trouble.kind === 'refused' ? words.problems[trouble.code] : words.trouble[trouble.kind];
}

import { ownValue } from '@sidelight/shared/own-property.ts';
import { ERASE_REASONS } from '@sidelight/shared/privacy/erase-reasons.ts';
import type { PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';
import type { EraseForm } from '../../model/privacy/state.ts';
import { put } from '../../words/put.ts';
import type { PrivacyContext } from './context.ts';
import { ownerIn } from './people.ts';

/** What is asked before somebody is erased: why, and who once more. Says what cannot be taken back, and what stays. */
export function eraseForm(report: PrivacyReport, { reason, typed, isNotTyped }: EraseForm, ctx: PrivacyContext) {
  const { fill, ask, erase, privacy } = ctx;
  const { confirm, reason: reasons, system: systems } = ctx.words;
  const { addresses, users, contacts } = report.known;
  const [example = ''] = [...addresses, ...users, ...contacts];
  const isReady = reason !== '' && typed.trim() !== '' && privacy.busy === undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    if (isReady) erase();
  };
  const focus = (heading: HTMLElement | null) => heading?.focus();
  return (
    <form class="erase" aria-labelledby="privacy-erase" onSubmit={submit}>
      <h3 id="privacy-erase" tabIndex={-1} ref={typed === '' && reason === '' ? focus : null}>
        {confirm.title}
      </h3>
      <p>{confirm.done}</p>
      <p>{confirm.notDone}</p>
      <ul>
        {report.elsewhere.map(({ system, id, owner }) => (
          <li key={`${system} ${id}`}>
            {put(confirm.stands, { system: ownValue(systems, system) ?? system, id, owner: ownerIn(ctx.words, owner) })}
          </li>
        ))}
      </ul>
      <label>
        {confirm.reason}
        <select
          required
          value={reason}
          onChange={({ currentTarget }) =>
            fill({ reason: ERASE_REASONS.find((one) => one === currentTarget.value) ?? '' })
          }
        >
          <option value="">{confirm.choose}</option>
          {ERASE_REASONS.map((one) => (
            <option key={one} value={one}>
              {reasons[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {put(confirm.type, { example })}
        <input
          type="text"
          required
          maxLength={320}
          autocomplete="off"
          spellcheck={false}
          value={typed}
          aria-invalid={isNotTyped}
          onInput={({ currentTarget }) => fill({ typed: currentTarget.value })}
        />
      </label>
      {isNotTyped && (
        <p class="trouble" role="alert">
          {confirm.wrong}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="btn bad" disabled={!isReady}>
          {privacy.busy === 'erasing' ? ctx.words.busy.erasing : confirm.yes}
        </button>
        <button type="button" class="btn" onClick={() => ask(false)}>
          {confirm.no}
        </button>
      </div>
    </form>
  );
}

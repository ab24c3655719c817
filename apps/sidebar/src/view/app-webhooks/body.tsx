import type { AppWebhook } from '@sidelight/shared/setup/app-webhook.ts';
import { fill } from '../../words/words.ts';
import type { AppWebhooksContext } from './context.ts';
import { news } from './news.tsx';
import { signingKeyInput } from './signing-key-input.tsx';

/** What to enter at the vendor's app, the key that comes back from there, and the way out. */
export function webhookBody(webhook: AppWebhook, ctx: AppWebhooksContext) {
  const { system, about, help, subscriptions, signingKey } = webhook;
  const { words, state } = ctx;
  const isOurs = signingKey.kind !== 'operator';
  const isSaving = state.news?.state === 'saving';
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    ctx.save(system);
  };
  return (
    <>
      <p>{about[words.language]}</p>
      {standing(signingKey, ctx)}
      <form class="way" onSubmit={send} autocomplete="off" noValidate>
        {addressInput(webhook, ctx)}
        <div class="pair">
          <div class="inputs">
            {isOurs && signingKeyInput(webhook, ctx)}
            <p class="note">{help[words.language]}</p>
          </div>
          <div class="scopes">
            <h4>{words.subscribe}</h4>
            <ul class="names">
              {subscriptions.map((one) => (
                <li key={one}>
                  <code>{one}</code>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <div class="buttons">
          {isOurs && (
            <button type="submit" class="btn main" disabled={isSaving}>
              {isSaving ? words.saving : words.save}
            </button>
          )}
          {signingKey.kind === 'set' && <span class="news">{words.replaceHint}</span>}
        </div>
        {news(system, ctx)}
      </form>
      {signingKey.kind === 'set' && wayOut(webhook, ctx)}
    </>
  );
}

function standing(signingKey: AppWebhook['signingKey'], { words, clock, nowMs }: AppWebhooksContext) {
  if (signingKey.kind === 'none') return null;
  if (signingKey.kind === 'operator') return <p class="note">{words.byServerHint}</p>;
  const { at, by, previousUntil } = signingKey;
  return (
    <p class="note">
      {fill(words.since, clock(at, nowMs()), by)}{' '}
      {previousUntil !== undefined && fill(words.until, clock(previousUntil, nowMs()))}
    </p>
  );
}

/** Read only, so that it can be reached and copied by keyboard too. */
function addressInput({ system, address }: AppWebhook, { words, copy }: AppWebhooksContext) {
  if (address === undefined) return <p class="trouble">{words.noAddress}</p>;
  const id = `address-${system}`;
  return (
    <div class="input">
      <label for={id}>{words.address}</label>
      <span class="with-show">
        <input type="text" id={id} value={address} readOnly={true} />
        <button type="button" class="btn" onClick={() => copy(system, address)}>
          {words.copy}
          <span class="sr"> {words.address}</span>
        </button>
      </span>
    </div>
  );
}

function wayOut({ system, name }: AppWebhook, ctx: AppWebhooksContext) {
  const { words, state } = ctx;
  const isSending = state.news?.state === 'removing';
  if (state.asked !== system)
    return (
      <p class="out">
        <button type="button" class="btn" disabled={isSending} onClick={() => ctx.askFirst(system)}>
          {isSending ? words.removing : words.remove}
        </button>
      </p>
    );
  return (
    <div class="out">
      <fieldset class="sure">
        <legend>{fill(words.removeSure, name)}</legend>
        <button type="button" class="btn" onClick={() => ctx.askFirst(undefined)} ref={focusNo}>
          {words.no}
        </button>
        <button type="button" class="btn main" onClick={() => ctx.remove(system)}>
          {words.removeYes}
        </button>
      </fieldset>
    </div>
  );
}

// Where one is when something is about to happen: on the way back. One function for all, so that a redraw takes no focus.
function focusNo(button: HTMLElement | null): void {
  button?.focus();
}

import type { Method, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { outLink } from '../out-link.tsx';
import type { SetupContext } from './context.ts';
import { refusalText } from './refusal-text.ts';
import { scopeList } from './scopes.tsx';

/** Connecting through the vendor's own page. */
export function consentWay(connection: SetupConnection, method: Extract<Method, { kind: 'oauth' }>, ctx: SetupContext) {
  const { connector, name, standing, methods } = connection;
  const { ui } = ctx.say;
  const consent = ctx.state.consents.get(connector);
  const isWaiting = consent?.state === 'waiting';
  return (
    <>
      {methods.length > 1 && <h4 class="way-title">{fill(ui.byOauth, name)}</h4>}
      <div class="pair">
        <div>
          <p>{fill(ui.consentHint, name)}</p>
          <p class="note">{method.help.text[ctx.say.language]}</p>
          {!isWaiting && (
            <p class="buttons">
              <button
                type="button"
                class="btn main"
                disabled={consent?.state === 'asking'}
                onClick={() => ctx.askConsent(connector)}
              >
                {fill(standing.kind === 'not_connected' ? ui.consent : ui.consentAgain, name)}
                {icon('out')}
              </button>
            </p>
          )}
        </div>
        {scopeList(method.scopes, ctx)}
      </div>
      {consentNews(connection, ctx)}
    </>
  );
}

function consentNews({ connector, name }: SetupConnection, ctx: SetupContext) {
  const { ui } = ctx.say;
  const consent = ctx.state.consents.get(connector);
  return (
    <div role="status">
      {consent?.state === 'asking' && <p class="note">{ui.consentAsking}</p>}
      {consent?.state === 'refused' && (
        <p class="trouble">
          {icon('triangle')} {refusalText(consent.refusal, ctx)}
        </p>
      )}
      {consent?.state === 'given_up' && <p class="trouble">{ui.consentGivenUp}</p>}
      {consent?.state === 'done' && (
        <p class="well">
          {icon('check')} {ui.consentDone}
        </p>
      )}
      {consent?.state === 'waiting' && (
        <div class={consent.isBlocked ? 'waiting warn' : 'waiting'}>
          <p>
            {!consent.isBlocked && <span class="bar" aria-hidden="true" />}
            {fill(consent.isBlocked ? ui.consentBlocked : ui.consentWaiting, name)}
          </p>
          <p class="buttons">
            {outLink(consent.url, ctx, fill(ui.consentLink, name), '', 'btn')}
            <button type="button" class="btn" onClick={() => ctx.dropConsent(connector)}>
              {ui.consentStop}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}

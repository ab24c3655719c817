import type { Method, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { fill } from '../../words/words.ts';
import { outLink } from '../out-link.tsx';
import type { SetupContext } from './context.ts';
import { keyInput } from './key-input.tsx';
import { scopeList } from './scopes.tsx';
import { testNews } from './test-news.tsx';

/** What an admin types to connect. Enter tests: it never saves. */
export function keyForm(connection: SetupConnection, method: Extract<Method, { kind: 'key' }>, ctx: SetupContext) {
  const { connector, standing, methods, name } = connection;
  const { state, say } = ctx;
  const { ui } = say;
  const testRun = state.testRuns.get(connector);
  const isRunning = testRun?.state === 'running';
  const { url } = method.help;
  const help = method.help.text[say.language];
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isRunning) ctx.tryOut(connection, false);
  };
  return (
    <form onSubmit={send} autocomplete="off" noValidate>
      {(methods.length > 1 || standing.kind !== 'not_connected') && (
        <h4 class="way-title">{standing.kind === 'not_connected' ? ui.byKey : ui.newKey}</h4>
      )}
      <div class="pair">
        <div class="inputs">
          {method.inputs.map((input) => keyInput(connection, input, ctx))}
          <p class="note">
            {fill(ui.makeKey, help)} {url && outLink(url, ctx, fill(ui.openVendor, name), help)}
          </p>
        </div>
        {scopeList(method.scopes, ctx)}
      </div>
      <div class="buttons">
        <button type="submit" class="btn" disabled={isRunning}>
          {ui.test}
        </button>
        <button type="button" class="btn main" disabled={isRunning} onClick={() => ctx.tryOut(connection, true)}>
          {ui.save}
        </button>
        {state.typed.has(connector) && !isRunning && (
          <button type="button" class="btn" onClick={() => ctx.forget(connector)}>
            {ui.discard}
          </button>
        )}
        <span class="news">{ui.saveHint}</span>
      </div>
      {testNews(connection, testRun, ctx)}
    </form>
  );
}

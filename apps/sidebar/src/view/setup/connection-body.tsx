import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { dropKey } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { atVendor } from './at-vendor.tsx';
import { commandNews, twoStep } from './command.tsx';
import { consentWay } from './consent-way.tsx';
import type { SetupContext } from './context.ts';
import { keyForm } from './key-form.tsx';
import { testResult } from './test-result.tsx';

/** What a connection's row opens to: how it stands, the ways in, what its test found, the way out. */
export function connectionBody(connection: SetupConnection, ctx: SetupContext) {
  const { standing, methods, connector } = connection;
  const isOperator = standing.kind === 'connected' && standing.method === 'operator';
  return (
    <>
      {standingLine(connection, ctx)}
      {atVendor(connection, ctx)}
      {!isOperator &&
        methods.map((method) => (
          <div key={method.kind} class="way">
            {method.kind === 'key' ? keyForm(connection, method, ctx) : consentWay(connection, method, ctx)}
          </div>
        ))}
      {testResult(connection, ctx.state.testRuns.get(connector), ctx)}
      {!isOperator && standing.kind !== 'not_connected' && wayOut(connection, ctx)}
    </>
  );
}

function standingLine({ standing, name }: SetupConnection, ctx: SetupContext) {
  const { say, reasons, date, nowMs } = ctx;
  if (standing.kind === 'not_connected') return null;
  if (standing.kind === 'unusable') {
    return (
      <p class="trouble">
        {icon('lock')} {say.unusable[standing.reason]}
      </p>
    );
  }
  const { since, by, reason, expiresAt, health, signIn, without = [] } = standing;
  return (
    <>
      <p class="note">
        {by === undefined ? say.ui.byServerHint : fill(say.ui.since, date(since, nowMs()), by)}
        {expiresAt && ` · ${fill(say.ui.ends, date(expiresAt, nowMs()))}`}
      </p>
      {signIn && (
        <p class="note">
          {signIn.account && fill(say.ui.account, signIn.account)}{' '}
          {signIn.scopes[0] ? fill(say.ui.mayDo, signIn.scopes.join(', ')) : say.ui.notSaid}
        </p>
      )}
      {signIn && signIn.more.length > 0 && (
        <p class="trouble">
          {icon('triangle')} {fill(say.ui.mayMore, signIn.more.join(', '))}
        </p>
      )}
      {without.map((text) => (
        <p key={text.en} class="trouble">
          {icon('lock')} {text[say.language]}
        </p>
      ))}
      {health !== 'ok' && reason && (
        <p class="trouble">
          {icon('triangle')} {fill(reasons[reason], name)}
        </p>
      )}
    </>
  );
}

function wayOut({ connector, name, cards }: SetupConnection, ctx: SetupContext) {
  const { ui } = ctx.say;
  const command = { key: dropKey(connector), words: ui.disconnect, run: () => ctx.disconnect(connector) };
  return (
    <div class="buttons out">
      {twoStep(ctx, command, fill(ui.disconnectSure, name, name, cards.join(', ')), ui.yesDisconnect, ui.no)}
      {commandNews(ctx, command.key)}
    </div>
  );
}

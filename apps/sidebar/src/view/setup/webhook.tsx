import type { WebhookStanding } from '@sidelight/shared/setup/webhook.ts';
import { REGISTER, TEST_WEBHOOK } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { SetupContext } from './context.ts';

/** The helpdesk's, and room for those of vendors' own apps, which come later. */
export const webhooks = (standing: WebhookStanding, ctx: SetupContext) => (
  <>
    {webhook(standing, ctx)}
    <div id="app-webhooks" />
  </>
);

/** The helpdesk's webhook to us: whether it is there, and whether anything comes through it. */
function webhook(standing: WebhookStanding, ctx: SetupContext) {
  const { ui } = ctx.say;
  const { kind } = standing;
  const isOurs = kind === 'registered';
  return (
    <div class="card">
      <p class="note">{ui.webhookHint}</p>
      {kind === 'not_possible' && (
        <p class={standing.reason === 'no_public_url' ? 'trouble' : ''}>{ctx.say.notPossible[standing.reason]}</p>
      )}
      {kind === 'operator' && <p>{ui.byServerHint}</p>}
      {(kind === 'registered' || kind === 'operator') && <p>{delivery(standing.lastDeliveryAt, ctx)}</p>}
      {isOurs && standing.isBehind && (
        <p class="trouble">
          {icon('triangle')} {ui.webhookBehind}
        </p>
      )}
      {isOurs && standing.test && testLine(standing.test, ctx)}
      {(isOurs || kind === 'not_registered') && (
        <div class="buttons">
          {isOurs &&
            commandButton(ctx, {
              key: TEST_WEBHOOK,
              words: ui.testWebhook,
              run: ctx.testWebhook,
              isMain: standing.test?.state !== 'arrived' && standing.lastDeliveryAt === undefined,
              isOff: standing.test?.state === 'waiting',
            })}
          {commandButton(ctx, {
            key: REGISTER,
            words: isOurs ? ui.registerAgain : ui.register,
            run: ctx.register,
            isMain: !isOurs,
          })}
          {isOurs && <span class="news">{ui.registerAgainHint}</span>}
          {commandNews(ctx, REGISTER, TEST_WEBHOOK)}
        </div>
      )}
    </div>
  );
}

function delivery(at: string | undefined, { say: { ui }, relative, nowMs }: SetupContext) {
  if (at === undefined) return <span class="quiet">{ui.noDelivery}</span>;
  return (
    <>
      <span class="well">{icon('check')}</span> {fill(ui.lastDelivery, relative(at, nowMs()))}
    </>
  );
}

type Test = NonNullable<Extract<WebhookStanding, { kind: 'registered' }>['test']>;

function testLine({ state, sentAt, tookMs }: Test, { say: { ui }, relative, duration, nowMs }: SetupContext) {
  return (
    <div role="status">
      {state === 'waiting' && (
        <p class="running">
          <span class="bar" aria-hidden="true" />
          {fill(ui.testWaiting, relative(sentAt, nowMs()))}
        </p>
      )}
      {state === 'arrived' && (
        <p class="well">
          {icon('check')} {tookMs === undefined ? ui.testArrived : fill(ui.testArrivedIn, duration(tookMs))}
        </p>
      )}
      {state === 'lost' && (
        <p class="trouble">
          {icon('triangle')} {ui.testLost} {ui.testLostRemedy}
        </p>
      )}
    </div>
  );
}

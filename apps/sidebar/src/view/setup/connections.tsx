import type { ConnectionStanding, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { rowId } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { foldRow } from '../fold-row.tsx';
import { connectionBody } from './connection-body.tsx';
import { connectionPill } from './connection-pill.tsx';
import type { SetupContext } from './context.ts';

/** One row for each system there may be. */
export const connections = (all: readonly SetupConnection[], ctx: SetupContext) => (
  <>
    <p class="note">{ctx.say.ui.keysHint}</p>
    <ul class="conns">{all.map((connection) => row(connection, ctx))}</ul>
    <div id="keys" />
    <div id="agent-check" />
  </>
);

function row(connection: SetupConnection, ctx: SetupContext) {
  const { connector, name, systemName, cards, owner, standing } = connection;
  const { say, state } = ctx;
  const id = rowId(connector);
  const isOpen = state.open.has(id);
  const isMissing = standing.kind !== 'connected';
  const isOperator = standing.kind === 'connected' && standing.method === 'operator';
  const about = (
    <>
      {cards.length > 0 && fill(isMissing ? say.ui.without : say.ui.gives, cards.join(', '))}
      {endingSoon(standing, ctx)}
      {state.typed.has(connector) && <b class="unsaved"> · {say.ui.unsaved}</b>}
      <span class="owner-row">
        {isOperator && `${say.ui.byServer} · `}
        {fill(say.ui.owner, owner.name, owner.contact)}
      </span>
    </>
  );
  return foldRow({
    ...{ id, name, systemName, isOpen, about, pill: connectionPill(connection, ctx) },
    toggle: () => ctx.toggle(id),
    body: () => connectionBody(connection, ctx),
  });
}

const SOON_MS = 7 * 86_400_000;

/** A key that ends within a week is seen without opening its row. */
function endingSoon(standing: ConnectionStanding, { say, date, nowMs }: SetupContext) {
  if (standing.kind !== 'connected' || standing.expiresAt === undefined) return null;
  if (Date.parse(standing.expiresAt) - nowMs() > SOON_MS) return null;
  return <b class="unsaved"> · {fill(say.ui.ends, date(standing.expiresAt, nowMs()))}</b>;
}

import type { ConnectionStanding, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { rowId } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { connectionBody } from './connection-body.tsx';
import { connectionPill } from './connection-pill.tsx';
import type { Here } from './kit.ts';

/** One row for each system there may be. */
export const connections = (all: readonly SetupConnection[], here: Here) => (
  <>
    <p class="note">{here.say.ui.keysHint}</p>
    <ul class="conns">{all.map((connection) => row(connection, here))}</ul>
  </>
);

function row(connection: SetupConnection, here: Here) {
  const { connector, name, systemName, cards, owner, standing } = connection;
  const { say, state } = here;
  const id = rowId(connector);
  const isOpen = state.open.has(id);
  const isMissing = standing.kind !== 'connected';
  const isOperator = standing.kind === 'connected' && standing.method === 'operator';
  return (
    <li key={connector} class={isOpen ? 'conn open-row' : 'conn'}>
      <h3>
        <button
          type="button"
          id={id}
          class="head"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-body` : undefined}
          onClick={() => here.toggle(id)}
        >
          <span class="who-row">
            <b>{name}</b> <span class="note">{systemName}</span>
          </span>
          {connectionPill(connection, here)}
          <span class="note about-row">
            {cards.length > 0 && fill(isMissing ? say.ui.without : say.ui.gives, cards.join(', '))}
            {endingSoon(standing, here)}
            {state.typed.has(connector) && <b class="unsaved"> · {say.ui.unsaved}</b>}
            <span class="owner-row">
              {isOperator && `${say.ui.byServer} · `}
              {fill(say.ui.owner, owner.name, owner.contact)}
            </span>
          </span>
        </button>
      </h3>
      {isOpen && (
        <div class="body" id={`${id}-body`}>
          {connectionBody(connection, here)}
        </div>
      )}
    </li>
  );
}

const SOON_MS = 7 * 86_400_000;

/** A key that ends within a week is seen without opening its row. */
function endingSoon(standing: ConnectionStanding, { say, date, nowMs }: Here) {
  if (standing.kind !== 'connected' || standing.expiresAt === undefined) return null;
  if (Date.parse(standing.expiresAt) - nowMs() > SOON_MS) return null;
  return <b class="unsaved"> · {fill(say.ui.ends, date(standing.expiresAt, nowMs()))}</b>;
}

import type { Scope } from '@sidelight/shared/setup/connection.ts';
import type { SetupContext } from './context.ts';

/** The rights that are asked for, and what for. */
export const scopeList = (scopes: readonly Scope[], { say }: SetupContext) =>
  scopes.length > 0 && (
    <div class="scopes">
      <h4>{say.ui.scopes}</h4>
      <dl>
        {scopes.map(({ scope, purpose }) => (
          <div key={scope}>
            <dt>
              <code>{scope}</code>
            </dt>
            <dd>{purpose[say.language]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );

import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { DECLARE } from '../../model/status/commands.ts';
import { commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';

/** A lead says beforehand that a system will be away. */
export const planButton = (systems: readonly SystemHealth[], ctx: StatusContext) =>
  ctx.state.form === DECLARE ? (
    ctx.planForm?.(systems, ctx)
  ) : (
    <p class="buttons">
      <button type="button" class="btn" aria-expanded={false} onClick={() => ctx.openPlan(DECLARE)}>
        {ctx.say.ui.maintenance}
      </button>
      {commandNews(ctx, DECLARE)}
    </p>
  );

import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { handledKey } from '../../model/status/commands.ts';
import { answersTable } from './answers.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { count } from './count.ts';

/** Answers that turned out wrong and that nobody has taken care of, or only just: that can be taken back for a while. */
export const risks = (all: StatusReport['risks'], ctx: StatusContext) =>
  all.length > 0 && (
    <section class="card">
      <h2>{count(all.filter(({ handled }) => !handled).length, ctx.say.risks, ctx.number)}</h2>
      <p class="note">{ctx.say.ui.risksHint}</p>
      {answersTable(all, ctx, (ticket) => {
        const key = handledKey(ticket);
        return (
          <>
            {ticket.handled
              ? commandButton(ctx, key, ctx.say.ui.undo, () => ctx.reopen(ticket))
              : commandButton(ctx, key, ctx.say.ui.handled, () => ctx.handled(ticket))}{' '}
            {commandNews(ctx, key)}
          </>
        );
      })}
    </section>
  );

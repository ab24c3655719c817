import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { handledKey } from '../../model/status/commands.ts';
import { answersTable } from './answers.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { count } from './count.ts';

/** Answers that turned out wrong and that nobody has taken care of, or only just: that can be taken back for a while. */
export function risks(all: StatusReport['risks'], ctx: StatusContext) {
  if (all.length === 0) return null;
  const { ui, risks: pair } = ctx.say;
  const open = all.filter(({ handled }) => !handled).length;
  return (
    <section class="card">
      <h2>{open > 0 ? count(open, pair, ctx.number) : ui.noRisk}</h2>
      <p class="note">{ui.risksHint}</p>
      {answersTable(all, ctx, (ticket) => {
        const key = handledKey(ticket);
        return (
          <>
            {commandButton(ctx, key, ticket.handled ? ui.undo : ui.handled, () =>
              (ticket.handled ? ctx.reopen : ctx.handled)(ticket),
            )}{' '}
            {commandNews(ctx, key)}
          </>
        );
      })}
    </section>
  );
}

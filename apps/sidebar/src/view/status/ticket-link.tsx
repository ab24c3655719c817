import type { StatusContext } from './context.ts';

/** Opens a ticket in the helpdesk around us; in a tab of its own where there is none, or where the reader wants one. */
export function ticketLink(
  { ticketId, url }: { readonly ticketId: string; readonly url?: string | undefined },
  ctx: StatusContext,
) {
  const href = url && /^https?:\/\//i.test(url) ? url : ctx.ticketUrl(ticketId);
  const open = async (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!(await ctx.openTicket(ticketId))) window.open(href, '_blank', 'noopener');
  };
  return (
    <a class="link" href={href} target="_blank" rel="noopener noreferrer" onClick={open}>
      #{ticketId}
    </a>
  );
}

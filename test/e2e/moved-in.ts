import type { Sidebar } from './sidebar.ts';
import type { Workspace } from './workspace.ts';

/** What is drawn after the last card, such as its sparkline's sentence, would have come by then. */
const REST_MS = 300;

/** Opens a ticket, looks at it once nothing of it is to come, and closes it. */
export async function onceAtRest<T>(
  workspace: Workspace,
  id: string,
  look: (sidebar: Sidebar) => Promise<T>,
): Promise<T> {
  const sidebar = await workspace.openTicket(id);
  await sidebar.settled();
  await workspace.page.waitForTimeout(REST_MS);
  const seen = await look(sidebar);
  await workspace.page.locator(`[data-tab-close="${id}"]`).click();
  return seen;
}

/** How much moved while a ticket was opened, and what. The workspace has to be one that is watched: `watchOpening`. */
export async function movedIn(workspace: Workspace, id: string) {
  const seen = await onceAtRest(workspace, id, async (sidebar) =>
    (await sidebar.frame()).evaluate(() => window.opening),
  );
  return { shifts: seen?.shifts, moved: seen?.moved };
}

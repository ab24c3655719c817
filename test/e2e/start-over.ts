import type { Page } from 'playwright';

/**
 * The helpdesk says that the ticket's organisation is another: the app forgets what it shows and asks anew.
 * Nothing else happens, neither in the helpdesk nor on the page, so openings can be compared.
 */
export const startOver = (page: Page, ticketId: string): Promise<void> =>
  page.locator(`iframe[data-app-frame="${ticketId}"]`).evaluate((element) => {
    const message = { key: 'zaf.ticket.organization.changed', message: {} };
    // What the selector names is an iframe; the app listens to this origin alone, and it alone can read this.
    (element as HTMLIFrameElement).contentWindow?.postMessage(JSON.stringify(message), '*');
  });

/** Where the agent is, as the address says it: `#/tickets/1001`, or the list. */
export const ticketInAddress = (hash: string): string | undefined => /^#\/tickets\/(\d{1,20})$/.exec(hash)?.[1];

/** The app's own page. */
export const APP_ADDRESS = '#/apps/sidelight';

/** What stands behind it, e.g. `incident/…`; empty for the page itself. */
export const appRouteIn = (hash: string): string | undefined => {
  if (hash === APP_ADDRESS) return '';
  return hash.startsWith(`${APP_ADDRESS}/`) ? hash.slice(APP_ADDRESS.length + 1) : undefined;
};

/** Where admins manage apps. */
export const ADMIN_ADDRESS = '#/admin/apps';

export const addressOf = (key: string | undefined): string =>
  key !== undefined && /^\d+$/.test(key) ? `#/tickets/${key}` : '#/';

/** Where the agent is, as the address says it: `#/tickets/1001`, or the list. */
export const ticketInAddress = (hash: string): string | undefined => /^#\/tickets\/(\d{1,20})$/.exec(hash)?.[1];

/** The app's own page. */
export const APP_ADDRESS = '#/apps/sidelight';

/** Where admins manage apps. */
export const ADMIN_ADDRESS = '#/admin/apps';

export const addressOf = (key: string | undefined): string =>
  key !== undefined && /^\d+$/.test(key) ? `#/tickets/${key}` : '#/';

/** What is said of the CRM's own list of changes. */
export const syncJournalEn = {
  read: '{left}’s journal was read {ago}. It lists every change of the last three days, also those no webhook brought.',
  notYet: '{left}’s journal has not been read yet.',
  failing:
    '{left}’s journal has not been readable since {at}: {why} Until it is, {left} is asked for changes directly.',
  why: {
    credential: 'it does not accept the app’s key, or the client ID that the map names.',
    forbidden: 'the app lacks a scope it needs, or is not installed in this account.',
    not_configured: 'its files are somewhere this server may not call, or {left} has no journal for this app.',
    timeout: 'it did not answer in time.',
    unreachable: 'it could not be reached.',
    rate_limited: 'it asked us to wait.',
    other: 'it did not answer as it should.',
  },
};

const en = {
  list: 'Pages',
  tab: { status: 'Status', sync: 'Sync', setup: 'Setup', audit: 'Audit', privacy: 'Privacy' },
  loading: 'Loading…',
  failed: 'This page could not be loaded.',
  tryAgain: 'Try again',
};

const de: typeof en = {
  list: 'Seiten',
  tab: { status: 'Status', sync: 'Sync', setup: 'Einrichtung', audit: 'Protokoll', privacy: 'Datenschutz' },
  loading: 'Wird geladen …',
  failed: 'Diese Seite konnte nicht geladen werden.',
  tryAgain: 'Noch einmal',
};

/** Few enough that both languages travel together. */
export const tabWords = (locale: string): typeof en => (/^de\b/i.test(locale) ? de : en);

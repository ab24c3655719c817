import type { ColorScheme } from '../host/ticket-properties.ts';

export interface Preferences {
  readonly colorScheme: ColorScheme;
  readonly trayWidth: number;
}

const key = 'helpdesk-page';
const defaults: Preferences = { colorScheme: 'light', trayWidth: 320 };

/** What the agent set up on this page, kept across reloads. Anything unreadable is the default. */
export function readPreferences(storage: Pick<Storage, 'getItem'>): Preferences {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return defaults;
    const isDark = 'colorScheme' in kept && kept.colorScheme === 'dark';
    const width = 'trayWidth' in kept ? Number(kept.trayWidth) : Number.NaN;
    return {
      colorScheme: isDark ? 'dark' : 'light',
      trayWidth: Number.isFinite(width) ? width : defaults.trayWidth,
    };
  } catch {
    return defaults;
  }
}

export const keepPreferences = (storage: Pick<Storage, 'setItem'>, preferences: Preferences) =>
  storage.setItem(key, JSON.stringify(preferences));

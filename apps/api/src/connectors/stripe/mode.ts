import type { ConnectorSettings } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import type { WireCustomer } from './wire.ts';

/**
 * Whether a key reads live data or test data. With a key of the other mode every customer is "missing" (404), and
 * every search finds nobody: before "nobody" is said, something has been seen that is of our mode.
 */
export interface ModeCheck {
  /** Test data is never shown on a live connection, nor live data on a test one. */
  sameMode<T extends { readonly livemode: boolean }>(records: readonly T[]): readonly T[];
  /** Rejects where what this key reads is of the other mode. */
  confirm(signal: AbortSignal): Promise<void>;
}

export function createModeCheck(
  isLive: boolean,
  anyCustomer: (signal: AbortSignal) => Promise<WireCustomer | undefined>,
): ModeCheck {
  let isConfirmed = false;

  return {
    sameMode(records) {
      if (records.some(({ livemode }) => livemode !== isLive)) throw new UpstreamError('test_data');
      isConfirmed ||= records.length > 0;
      return records;
    },
    async confirm(signal) {
      if (isConfirmed) return;
      const customer = await anyCustomer(signal);
      // An account without a single customer knows nobody, whatever its mode.
      if (customer === undefined) return;
      if (customer.livemode !== isLive) throw new UpstreamError('credential');
      isConfirmed = true;
    },
  };
}

/** Whether a key says by its own name that it is for the other environment. https://docs.stripe.com/keys */
export function isKeyOfOtherMode(key: string, environment: ConnectorSettings['environment']): boolean {
  const mode = /^[a-z]{2}_(live|test)_/.exec(key)?.[1];
  return mode !== undefined && (mode === 'live') !== (environment === 'live');
}

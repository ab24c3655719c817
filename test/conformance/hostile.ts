import type { Subject } from '@sidelight/api/connectors/port.ts';

const tails = [
  '../../admin',
  '..%2f..%2fadmin',
  '?limit=100&expand=all',
  '&customer=cus_other',
  '#fragment',
  '%00',
  '"} OR 1=1 --',
  "'; DROP TABLE events; --",
  'a b\tc',
  'line\r\nx-injected: 1',
  'имя🙂',
  '\\',
  '/',
];

/** Ids somebody may have typed, synced or sent on purpose. For an address or a domain they still look like one. */
export function hostileIds({ by }: Subject): string[] {
  if (by === 'email') return tails.flatMap((tail) => [`${tail}@evil.example`, `ops@evil.example${tail}`]);
  if (by === 'domain') return tails.map((tail) => `evil.example${tail}`);
  return ['.', '..', '...', ...tails, ...tails.map((tail) => `1${tail}`), '9'.repeat(40), 'x'.repeat(5000)];
}

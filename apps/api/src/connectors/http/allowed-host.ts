import { catalogue } from '../catalogue.ts';

const matches = (host: string, pattern: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/** Whether a file may be fetched from an address that a vendor has named: where it keeps such files, or by name. */
export function isAllowedFile(url: URL, hosts: readonly string[], named: readonly string[]): boolean {
  if (named.includes(url.host)) return true;
  return url.protocol === 'https:' && url.port === '' && hosts.some((pattern) => matches(url.hostname, pattern));
}

/**
 * Whether a base URL may be called at all: https on the vendor's own host, or a
 * `host:port` the operator has named (self-hosted vendors, an own status page, tests).
 */
export function isAllowedUrl(connector: string, url: URL, named: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  if (named.includes(url.host)) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return (catalogue.get(connector)?.hosts ?? []).some((pattern) => matches(url.hostname, pattern));
}

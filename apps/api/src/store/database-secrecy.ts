/** A socket, or an address of this machine: nothing crosses a network. */
const HERE = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|)$/;
/** As the driver takes them: all three check the certificate and its name (pg-connection-string). */
const CHECKED = ['verify-full', 'verify-ca', 'require'];

/**
 * Whether nobody between here and the database can read along: it is on this machine, or the driver speaks TLS and checks
 * whom it speaks to. Said by its address alone; what `PGSSLMODE` adds is not seen.
 */
export function isUnread(address: string): boolean {
  if (/^(socket:|\/)/.test(address)) return true;
  const url = new URL(address);
  const host = url.searchParams.get('host') ?? url.hostname;
  if (host.startsWith('/') || HERE.test(host)) return true;
  const mode = url.searchParams.get('sslmode');
  // As libpq means them, all but one take any certificate.
  if (url.searchParams.get('uselibpqcompat') === 'true') return mode === 'verify-full';
  return CHECKED.some((one) => one === mode);
}

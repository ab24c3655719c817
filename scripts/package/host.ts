import { PackageError } from './package-error.ts';

/** Where the API is reached by the helpdesk: what goes into the package's addresses. */
export interface Host {
  /** With scheme and port, without a slash at the end. */
  readonly origin: string;
  readonly hostname: string;
  /** This machine: good for the demo, and nothing a helpdesk elsewhere could load. */
  readonly isLoopback: boolean;
}

const LOOPBACK = ['localhost', '127.0.0.1'];
const EXAMPLE = 'npm run package -- --host https://sidelight.example.com';

/** Takes `https://host[:port]`; plain http for this machine only, where nobody else listens on the way. */
export function parseHost(text: string | undefined): Host {
  if (text === undefined || text === '') {
    throw new PackageError(`No --host. It is the address under which your helpdesk reaches Sidelight: ${EXAMPLE}`);
  }
  if (!URL.canParse(text)) {
    throw new PackageError(`--host is no address. Write it with https://, as in ${EXAMPLE}`);
  }
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.includes(hostname))) {
    throw new PackageError(
      `--host has to begin with https://, because helpdesks load nothing else. Plain http is for ${LOOPBACK.join(' and ')} only. Put a reverse proxy with a certificate before Sidelight.`,
    );
  }
  if (username !== '' || password !== '') {
    throw new PackageError('--host holds a login, and everybody can read the package. Remove it.');
  }
  if (pathname !== '/' || search !== '' || hash !== '') {
    throw new PackageError('--host is an address without a path: Sidelight is served from the root of its host.');
  }
  return { origin, hostname, isLoopback: LOOPBACK.includes(hostname) };
}

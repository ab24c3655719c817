import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './public-address.ts';
import { socketTimes } from './socket-times.ts';

export type Connect = buildConnector.connector;
export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Says nothing of what was found: to whoever asked it is a host that cannot be reached. */
class InsideAddress extends Error {
  readonly code = 'ENOTFOUND';
  constructor() {
    super('the host has no public address');
  }
}

/**
 * Opens connections to public addresses only, whatever name leads there and whatever that name meant a moment ago: the
 * address that is looked at is the one connected to. `named`: `host:port` that an operator has allowed, wherever it is.
 */
export function guardedConnect(named: readonly string[], resolve: Resolve = systemLookup): Connect {
  const plain = buildConnector(socketTimes.connect);
  const guarded = buildConnector({
    ...socketTimes.connect,
    lookup(host, options, done) {
      resolve(host, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, '', 0);
        const [first, ...others] = addresses.filter(({ address }) => isPublicAddress(address));
        if (!first) return done(new InsideAddress(), '', 0);
        if (options.all) done(null, [first, ...others]);
        else done(null, first.address, first.family);
      });
    },
  });
  return (options, done) => {
    if (named.includes(options.host ?? options.hostname)) return plain(options, done);
    const bare = options.hostname.replace(/^\[|\]$/g, '');
    // An address needs no looking up, and would not be looked at there.
    if (isIP(bare) !== 0 && !isPublicAddress(bare)) return done(new InsideAddress(), null);
    guarded(options, done);
  };
}

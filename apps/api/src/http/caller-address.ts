import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Of no single caller: what comes from here has come through something of the operator's own. */
const inside = new BlockList();
for (const [net, bits] of [
  ...([
    ['127.0.0.0', 8],
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
  ] as const),
  ...([
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
    ['169.254.0.0', 16],
  ] as const),
])
  inside.addSubnet(net, bits, 'ipv4');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

/** A header of a hundred hops is nobody's. */
const MOST_HOPS = 10;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Who asks, by address: as the nearest proxy that is not one of `trusted` has it. Undefined where that is an inside
 * address: of a proxy that nobody has named, behind which is everybody.
 */
export function createCallerAddress(trusted: BlockList | undefined) {
  return (req: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined => {
    let address = plain(req.socket.remoteAddress ?? '');
    if (trusted) {
      const hops = String(req.headers['x-forwarded-for'] ?? '').split(',');
      for (const hop of hops.slice(-MOST_HOPS).toReversed()) {
        if (!isIn(trusted, address)) break;
        const before = plain(hop.trim());
        if (isIP(before) === 0) break;
        address = before;
      }
    }
    return isIP(address) === 0 || isIn(inside, address) ? undefined : nameOf(address);
  };
}

const plain = (address: string): string => MAPPED.exec(address)?.[1] ?? address;
const isIn = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whoever has one address of version 6 has the 2^64 beside it. */
function nameOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = [], tail = []] = address
    .replace(/%.*/, '')
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}

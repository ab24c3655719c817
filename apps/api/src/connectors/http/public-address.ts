import { BlockList, isIP } from 'node:net';

/** What the registries of special addresses (RFC 6890 and what came after it) keep back from the internet. */
const notPublic = new BlockList();
for (const [net, bits] of [
  // This network, private, shared by a carrier's customers, loopback, link-local with the clouds' metadata.
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['192.0.0.0', 24],
    ['192.88.99.0', 24],
  ] as const),
  // Documentation, benchmarks, multicast, reserved and broadcast.
  ...([
    ['192.0.2.0', 24],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  notPublic.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  // Within what is public at all: protocols' own with Teredo, documentation, 6to4.
  ...([
    ['2001::', 23],
    ['2001:db8::', 32],
    ['3fff::', 20],
    ['2002::', 16],
  ] as const),
])
  notPublic.addSubnet(net, bits, 'ipv6');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/** Prefixes behind which an address of version 4 stands that is the one connected to. */
const MAPPED = '0:0:0:0:0:ffff';
const NAT64 = '64:ff9b:0:0:0:0';

/** Whether an address is one that anybody on the internet could reach: nothing inside, however it is written. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  const groups = groupsOf(address);
  const prefix = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(':');
  if (prefix === MAPPED || prefix === NAT64) {
    const [high = 0, low = 0] = groups.slice(6);
    return isPublicAddress([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  }
  return global.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

/** All eight of an address of version 6; its last two may be written as one of version 4. */
function groupsOf(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = [], tail = []] = plain
    .split('::')
    .map((part) => part.split(':').flatMap((group) => (group === '' ? [] : [Number.parseInt(group, 16)])));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}

import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** `127.0.0.1, 10.0.0.0/8, fd00::/8` */
export const TrustedProxies = z.string().transform((text, context): BlockList => {
  const trusted = new BlockList();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [address = '', bits, ...more] = part.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const most = family === 'ipv6' ? 128 : 32;
    const isNet = bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= most && Number(bits) > 0;
    if (isIP(address) === 0 || more.length > 0 || (bits !== undefined && !isNet)) {
      context.addIssue({
        code: 'custom',
        message: 'holds something that is not an address or a net. Write e.g. 127.0.0.1, 10.0.0.0/8.',
      });
      return z.NEVER;
    }
    if (isNet) trusted.addSubnet(address, Number(bits), family);
    else trusted.addAddress(address, family);
  }
  return trusted;
});

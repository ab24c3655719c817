import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { normaliseEmail } from './email.ts';

describe('normaliseEmail', () => {
  it.each([
    ['Dana@Northwind.Example', 'dana@northwind.example'],
    [' dana@münchen.example ', 'dana@xn--mnchen-3ya.example'],
    ['dana@xn--mnchen-3ya.example', 'dana@xn--mnchen-3ya.example'],
    ['dana@1und1.example', 'dana@1und1.example'],
    ['dana@a--b.example', 'dana@a--b.example'],
    ['dana@ｎorthwind.example', 'dana@northwind.example'],
  ])('%s is compared as %s', (written, normal) => expect(normaliseEmail(written)).toBe(normal));

  it.each(['', 'dana', '@x.example', 'dana@', 'da na@x.example'])('%j is no address', (text) =>
    expect(normaliseEmail(text)).toBeUndefined(),
  );

  it('leaves plain domains as the parser of URLs would', () => {
    for (const domain of ['x.example', 'a-b.co.example', 'n0.b1.c2', 'a-.example', 'aa--b.example'])
      expect(normaliseEmail(`dana@${domain}`)).toBe(`dana@${domainToASCII(domain)}`);
  });
});

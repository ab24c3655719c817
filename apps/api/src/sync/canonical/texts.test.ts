import { describe, expect, it } from 'vitest';
import { canonOf, carried, helpdeskKeeps } from './fixtures.ts';

const not = (valueClass: string) => ({ invalid: valueClass });

describe('an e-mail address', () => {
  it.each([
    [' Noor.Ali+News@Harbour.EXAMPLE ', 'noor.ali+news@harbour.example'],
    ['jo@BÜCHER.example', 'jo@xn--bcher-kva.example'],
    ['jo@bu\u0308cher.example', 'jo@xn--bcher-kva.example'],
    ['jo@xn--bcher-kva.example', 'jo@xn--bcher-kva.example'],
    ['x@y.cmo', 'x@y.cmo'],
    ['jos\u00e9@a.example', 'jos\u00e9@a.example'],
    ['jose\u0301@a.example', 'jos\u00e9@a.example'],
  ])('%s is %s', (plain, canon) => {
    expect(canonOf('email', plain)).toBe(canon);
  });

  it.each([
    'noor',
    '@a.example',
    'noor@',
    'noor@localhost',
    'a@b@c.example',
    'a b@c.example',
    'Noor <noor@a.example>',
    'a@c.example/path',
    'a@c.example#x',
    'a@c.example, b@c.example',
    'a@c..example',
    'a@c.example.',
    'a@127.1',
    'a@[::1]',
    'a@0x7f.1',
    'a@ex%41mple.com',
  ])('%s is none', (plain) => {
    expect(canonOf('email', plain)).toEqual(not('not_an_email'));
  });
});

describe('a name', () => {
  it.each([
    ['  Zoe\u0308\u00a0 de\tVries\r\n', 'Zo\u00eb de Vries'],
    ['MacLeod', 'MacLeod'],
    ['Hartley & Daughters', 'Hartley & Daughters'],
    ['Hartley &amp; Daughters', 'Hartley &amp; Daughters'],
  ])('%j is %j', (plain, canon) => {
    expect(canonOf('name', plain)).toBe(canon);
  });

  it('keeps its capital letters apart', () => {
    expect(canonOf('name', 'macleod')).not.toBe(canonOf('name', 'MacLeod'));
  });
});

describe('a text', () => {
  it.each([
    ['one\r\ntwo\rthree\nfour', 'one\ntwo\nthree\nfour'],
    [' a\u00a0\u00a0 b \n\n  c  ', 'a b\n\n c'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['\ud800 half a pair\0', '\ufffd half a pair'],
  ])('%j is %j', (plain, canon) => {
    expect(canonOf('text', plain)).toBe(canon);
  });

  it('that the other side has no room for is told, not cut', () => {
    const long = 'a'.repeat(256);
    expect(carried('text', long, 'right', { capacity: helpdeskKeeps })).toEqual(not('too_long'));
    expect(carried('text', long.slice(1), 'right', { capacity: helpdeskKeeps })).toBe(long.slice(1));
    expect(carried('text', long, 'right')).toBe(long);
  });
});

describe('a reference', () => {
  it('is taken letter by letter', () => {
    expect(canonOf('reference', '00aB-7 ')).toBe('00aB-7 ');
  });
});

describe('of every single value', () => {
  it.each(['email', 'phone', 'name', 'text', 'picklist', 'boolean', 'number', 'money', 'date', 'instant'] as const)(
    '%s: blank is empty, empty travels, a list is none',
    (type) => {
      for (const plain of [null, '', ' ', '\u00a0\r\n', '\0']) expect(canonOf(type, plain)).toBeNull();
      expect(carried(type, '', 'right')).toBeNull();
      expect(canonOf(type, [])).toEqual(not('wrong_shape'));
      expect(canonOf(type, ['a'])).toEqual(not('wrong_shape'));
    },
  );
});

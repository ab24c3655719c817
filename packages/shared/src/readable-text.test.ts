import { expect, it } from 'vitest';
import { readableJson, readableText } from './readable-text.ts';

const marks = (n: number) => '\u0301'.repeat(n);

it.each([
  ['runs the other way', 'Acme \u202eorP :nalP\u202c Inc', 'Acme orP :nalP Inc'],
  ['closes what holds it', 'Acme\u2069 paid', 'Acme paid'],
  ['has spaces of no width', 'dana\u200b@\ufeffnorth\u2060wind.example', 'dana@northwind.example'],
  ['hyphenates itself', 'North\u00adwind', 'Northwind'],
  ['commands a terminal', 'Acme\u001b[31m\u009b2J\u0007', 'Acme[31m2J'],
  ['breaks the line unseen', 'Acme\u2028Paid\u2029', 'AcmePaid'],
  ['is written in tags', 'Acme\u{e0050}\u{e0061}', 'Acme'],
  ['covers what is around it', `Acme${marks(200)}`, `Acme${marks(8)}`],
  ['is long, with letters of its own', 'Jose\u0301\nof ท่านผู้ and שָׁלוֹם', 'Jose\u0301\nof ท่านผู้ and שָׁלוֹם'],
  ['joins', '👩\u200d👧 نامه\u200cای', '👩\u200d👧 نامه\u200cای'],
  ['says which way it runs', '\u200fשלום\u200e', '\u200fשלום\u200e'],
  [
    'is a flag',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  ],
])('a text that %s is read as it stands', (_name, text, read) => {
  expect(readableText(text)).toBe(read);
  expect(JSON.parse(readableJson({ a: [text], '\\u001b': 1 }))).toEqual({ a: [read], '\\u001b': 1 });
});

it('every mark is looked at', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const mark = String.fromCodePoint(code);
    if (!/\p{M}/u.test(mark)) continue;
    const flood = `a${mark.repeat(9)}`;
    expect(JSON.parse(readableJson(flood)), code.toString(16)).toBe(readableText(flood));
  }
});

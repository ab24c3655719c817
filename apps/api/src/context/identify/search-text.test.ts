import { expect, it } from 'vitest';
import { readSearchText } from './search-text.ts';

it.each([
  ['dana@northwind.example', 'email', 'dana@northwind.example'],
  ['Dana@Bücher.example', 'email', 'dana@xn--bcher-kva.example'],
  ['northwind.example', 'domain', 'northwind.example'],
  ['https://www.Northwind.example/about?x=1#y', 'domain', 'northwind.example'],
  ['@northwind.example', 'domain', 'northwind.example'],
])('%s is a %s', (text, kind, value) => {
  expect(readSearchText(text)).toEqual({ kind, value });
});

it.each(['Northwind', 'Northwind Traders', 'St. Gallen AG', 'Dr. No', '3M', 'dana@ northwind', 'a'.repeat(254)])(
  '%s is a name',
  (text) => {
    expect(readSearchText(text)).toEqual({ kind: 'name' });
  },
);

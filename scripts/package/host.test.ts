import { expect, it } from 'vitest';
import { parseHost } from './host.ts';

it.each([
  ['https://sidelight.example.com', 'https://sidelight.example.com', 'sidelight.example.com', false],
  ['https://sidelight.example.com/', 'https://sidelight.example.com', 'sidelight.example.com', false],
  ['https://Sidelight.example.com:8443', 'https://sidelight.example.com:8443', 'sidelight.example.com', false],
  ['http://127.0.0.1:4310', 'http://127.0.0.1:4310', '127.0.0.1', true],
  ['http://localhost:4310', 'http://localhost:4310', 'localhost', true],
])('%s is a host', (text, origin, hostname, isLoopback) => {
  expect(parseHost(text)).toEqual({ origin, hostname, isLoopback });
});

it.each([
  [undefined, 'No --host'],
  ['', 'No --host'],
  ['sidelight.example.com', 'no address'],
  ['http://sidelight.example.com', 'begin with https://'],
  ['http://127.0.0.1.example.com', 'begin with https://'],
  ['http://localhost@example.com', 'begin with https://'],
  ['ftp://sidelight.example.com', 'begin with https://'],
  ['https://me:word@sidelight.example.com', 'holds a login'],
  ['https://sidelight.example.com/app', 'without a path'],
  ['https://sidelight.example.com/?a=1', 'without a path'],
])('%s is none: %s', (text, why) => {
  expect(() => parseHost(text)).toThrow(why);
});

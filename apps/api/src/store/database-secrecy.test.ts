import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { isUnread } from './database-secrecy.ts';

/** What the driver itself makes of it: TLS with a certificate that is checked, without, or none. */
function driverSays(address: string): 'checked' | 'unchecked' | 'plain' {
  const { ssl }: { readonly ssl: unknown } = new pg.Client({ connectionString: address });
  if (ssl === false) return 'plain';
  const isChecked =
    typeof ssl !== 'object' || ssl === null || !('rejectUnauthorized' in ssl) || !!ssl.rejectUnauthorized;
  return isChecked ? 'checked' : 'unchecked';
}

describe('between this machine and the database', () => {
  it.each([
    'postgres://u:p@db.example/x?sslmode=verify-full',
    'postgres://u:p@db.example/x?sslmode=require',
    'postgres://u:p@10.0.0.9:6432/x?application_name=a&sslmode=verify-full',
    'postgres://u:p@db.example/x?uselibpqcompat=true&sslmode=verify-full',
  ])('nobody reads along: %s', (address) => {
    expect(isUnread(address)).toBe(true);
    expect(driverSays(address)).toBe('checked');
  });

  it.each([
    ['postgres://u:p@db.example/x', 'plain'],
    ['postgres://u:p@10.0.0.9/x?sslmode=disable', 'plain'],
    ['postgres://u:p@db.example/x?sslmode=no-verify', 'unchecked'],
    ['postgres://u:p@db.example/x?uselibpqcompat=true&sslmode=require', 'unchecked'],
    ['postgres://u:p@localhost.example/x', 'plain'],
  ])('somebody could: %s', (address, driver) => {
    expect(isUnread(address)).toBe(false);
    expect(driverSays(address)).toBe(driver);
  });

  it.each([
    ['postgres://u:p@localhost/x', 'postgres://u:p@127.0.0.1:5432/x', 'postgres://u:p@[::1]/x'],
    ['/var/run/postgresql x', 'socket:/var/run/postgresql?db=x', 'postgres:///x?host=/var/run/postgresql'],
  ])('there is nothing between: %s, %s, %s', (...addresses) => {
    expect(addresses.filter((address) => !isUnread(address))).toEqual([]);
  });
});

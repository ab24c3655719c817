import { z } from 'zod';
import { requireTenant } from '../tenants/tenant-id.ts';

// What is wrong is said as the end of a sentence that the variable's name begins (fault-words.ts).

export const secret = z.string().min(1);
export const NO_ADDRESS = 'is not an address. Write all of it, with https:// in front.';
export const url = z
  .url({ protocol: /^https?$/, error: NO_ADDRESS })
  .transform((text) => new URL(text))
  .refine(({ search, hash }) => search === '' && hash === '', 'holds a ? or a #. Write the address without it.');
export const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const subdomain = z
  .string()
  .regex(SUBDOMAIN, 'is not the subdomain of a helpdesk. Write it alone, e.g. acme.')
  // The pattern is the guarantee behind the brand.
  .transform((name) => requireTenant(name));
/** Nothing stands behind the host: paths are put there by us. */
export const isBare = ({ pathname, search, hash }: URL): boolean => pathname === '/' && search === '' && hash === '';
export const NOT_BARE = 'goes on behind the host. Write the address without a path.';
export const tenantUrl = z
  .string()
  .refine((text) => URL.canParse(text.replace('{tenant}', 'x')), NO_ADDRESS)
  .refine((text) => !URL.canParse(text.replace('{tenant}', 'x')) || isBare(new URL(text.replace('{tenant}', 'x'))), {
    error: NOT_BARE,
  });
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((s) => s.trim())
    .filter((s) => s !== ''),
);

/** Digits alone: `Number` would take a blank for 0 and 0x10 for 16. */
export const wholeNumber = (from: number, to: number, what: string) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `is not ${what}. Write a whole number from ${from} to ${to}.`,
    })
    .transform(Number);

/** As the driver reads it; whether somebody is there shows when it is opened. */
export const postgresUrl = z
  .string()
  .refine((text) => /^(postgres(ql)?:\/\/|socket:|\/)/.test(text), {
    error: 'is not the address of a PostgreSQL database. Write postgres://user:password@host:5432/database.',
    abort: true,
  })
  .refine((text) => URL.canParse(text, 'postgres://base'), {
    error: 'cannot be read as an address. In a password write @ as %40, / as %2F, # as %23, : as %3A and % as %25.',
  });

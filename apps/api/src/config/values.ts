import { z } from 'zod';
import { requireTenant } from '../tenants/tenant-id.ts';

export const secret = z.string().min(1);
export const url = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(({ search, hash }) => search === '' && hash === '', 'write it without ? or #');
export const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const subdomain = z
  .string()
  .regex(SUBDOMAIN, 'write a helpdesk subdomain, e.g. acme')
  // The pattern is the guarantee behind the brand.
  .transform((name) => requireTenant(name));
/** Nothing stands behind the host: paths are put there by us. */
export const isBare = ({ pathname, search, hash }: URL): boolean => pathname === '/' && search === '' && hash === '';
export const tenantUrl = z
  .string()
  .refine((text) => URL.canParse(text.replace('{tenant}', 'x')), 'write an address')
  .refine((text) => !URL.canParse(text.replace('{tenant}', 'x')) || isBare(new URL(text.replace('{tenant}', 'x'))), {
    error: 'write it without a path',
  });
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((s) => s.trim())
    .filter((s) => s !== ''),
);

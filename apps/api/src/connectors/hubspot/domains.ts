import type { WireCompany } from './wire.ts';

const withoutWww = (domain: string) => domain.replace(/^www\./, '');

/** A company's domain is stored as somebody typed it, with or without `www.`. */
export const spellingsOf = (domain: string): string[] => [withoutWww(domain), `www.${withoutWww(domain)}`];

/** Every domain a company has, as mail comes from it. Further ones are separated by semicolons. */
export function domainsOf({ properties }: WireCompany): string[] {
  const { domain, hs_additional_domains: further } = properties;
  return [domain ?? '', ...(further ?? '').split(';')]
    .map((text) => withoutWww(text.trim().toLowerCase()))
    .filter(Boolean);
}

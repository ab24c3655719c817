/** An address that was typed: where requests go, or what is wrong with it, in words. */
export type TypedAddress =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly why: string; readonly mend: string };

export interface AddressRules {
  /** How a right one looks, with nothing behind the host. */
  readonly example: string;
  /** Whether requests may go below this path. Never asked about `/`, which is always right. */
  isPrefix?(url: URL): boolean;
}

const refused = (why: string, mend: string): TypedAddress => ({ ok: false, why, mend });

/**
 * Reads a typed address. What stands behind the host is kept where requests can go below it, and refused where
 * they cannot: dropping it in silence would ask another place than the one that was typed.
 */
export function readAddress(text: string, { example, isPrefix = () => false }: AddressRules): TypedAddress {
  if (!URL.canParse(text)) {
    return !text.includes('://') && URL.canParse(`https://${text}`)
      ? refused('An address begins with https://.', `Write it like ${example}.`)
      : refused('This is no address.', `Write ${example}.`);
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('An address begins with https://.', `Write it like ${example}.`);
  const isRight = url.pathname === '/' || isPrefix(url);
  const whole = new URL(isRight ? url.origin + url.pathname.replace(/\/+$/, '') : url.origin);
  const right = whole.href.replace(/\/$/, '');
  if (url.username !== '' || url.password !== '')
    return refused('A name or a password does not belong in an address.', `Write ${right}.`);
  if (!isRight || url.search !== '' || url.hash !== '')
    return refused('This is the address of one page, not of the whole.', `Write ${right}.`);
  return { ok: true, url: whole };
}

/** An address as an input shows it. */
export const shown = (url: URL): string => url.href.replace(/\/$/, '');

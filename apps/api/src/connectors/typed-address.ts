import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';

/** An address that was typed: where requests go, or what is wrong with it. */
export type TypedAddress =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly reason: SetupFailure };

export interface AddressRules {
  /** How a right one looks, with nothing behind the host. */
  readonly example: string;
  /** Whether requests may go below this path. Never asked about `/`, which is always right. */
  isPrefix?(url: URL): boolean;
}

type AddressFault = Extract<SetupFailure, { example: string }>['code'];

const refused = (code: AddressFault, example: string): TypedAddress => ({ ok: false, reason: { code, example } });

/**
 * Reads a typed address. What stands behind the host is kept where requests can go below it, and refused where
 * they cannot: dropping it in silence would ask another place than the one that was typed.
 */
export function readAddress(text: string, { example, isPrefix = () => false }: AddressRules): TypedAddress {
  if (!URL.canParse(text)) {
    return !text.includes('://') && URL.canParse(`https://${text}`)
      ? refused('no_https', example)
      : refused('no_address', example);
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('no_https', example);
  const isRight = url.pathname === '/' || isPrefix(url);
  const whole = new URL(isRight ? url.origin + url.pathname.replace(/(?<!\/)\/+$/, '') : url.origin);
  const right = whole.href.replace(/\/$/, '');
  if (url.username !== '' || url.password !== '') return refused('login_in_address', right);
  if (!isRight || url.search !== '' || url.hash !== '') return refused('address_of_a_page', right);
  return { ok: true, url: whole };
}

/** An address as an input shows it. */
export const shown = (url: URL): string => url.href.replace(/\/$/, '');

const faults: Readonly<Record<AddressFault, string>> = {
  address_missing: 'The address is missing.',
  no_address: 'This is not an address.',
  no_https: 'An address begins with https://.',
  login_in_address: 'A name or a password does not belong in an address.',
  address_of_a_page: 'This is the address of one page, not of the whole.',
};

/** For whoever runs the server and reads what it says when it starts; it repeats nothing of the address. */
export function faultInEnglish(reason: SetupFailure): string {
  if (reason.code === 'vendor') return reason.reason.en;
  return 'example' in reason ? faults[reason.code] : 'This is not an address.';
}

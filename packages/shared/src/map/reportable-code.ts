declare const isChecked: unique symbol;
/** A code that may leave for people or be kept: it has been through `reportableCode`. */
export type ReportableCode = string & { readonly [isChecked]: true };

// The one text that stands for all others.
export const NEW_VALUE = 'a new value' as ReportableCode;

const MAX_LENGTH = 60;
const SHAPE = /^[A-Za-z0-9_.:-]+$/;
/** Longer runs, counted without what people write between digits, are telephone, card and account numbers. */
const MAX_DIGITS = 6;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i;
/** Prefixes by which vendors mark credentials, and the beginning of every JWT. */
const SECRET =
  /^(?:[sprw]k|whsec|xox[a-z]|xapp|gh[a-z]|github_pat|pat|glpat|sg|phx|akia)(?:[-_.]|[A-Za-z0-9]{12})|^eyJ/i;
/** Letters and digits mixed over so many characters were made by a machine: a token or somebody's id. */
const TOKEN = 16;

/**
 * A vendor's code, as far as it may be told to owners and kept in counts; anything that does not have the shape of a
 * code (a sentence, an address, a number of a person, a card or an account, a credential) is only `a new value`.
 */
export function reportableCode(text: string): ReportableCode {
  // Every check that a code has to pass stands in `isCode`.
  return isCode(text) ? (text as ReportableCode) : NEW_VALUE;
}

function isCode(text: string): boolean {
  if (text.length > MAX_LENGTH || !SHAPE.test(text) || SECRET.test(text)) return false;
  const bare = text.replaceAll(/[-_.:]/g, '');
  if (IBAN.test(bare) || new RegExp(`\\d{${MAX_DIGITS + 1},}`).test(bare)) return false;
  return !text.split(/[-_.:]/).some((part) => part.length >= TOKEN && /\d/.test(part) && /[a-z]/i.test(part));
}

/** `\u0000` and escapes of surrogates: the only way by which JSON can hold what no database can store as text. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;
/** Every escape as a whole, so that `\\u0000` stays a backslash and letters; a surrogate pair is one of them. */
const ESCAPE = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|[\s\S])/g;
const UNSTORABLE = /^\\u(?:0000|[dD][89a-fA-F][\da-fA-F]{2})$/;

/**
 * JSON text without NUL and lone surrogates: each becomes U+FFFD, in names as in values (RFC 8259, 8.2).
 * PostgreSQL's text and jsonb take neither (22P05). Text without such escapes is answered as it stands.
 */
export const cleanJson = (text: string): string =>
  text.includes('\\u') && SUSPECT.test(text)
    ? text.replace(ESCAPE, (one) => (UNSTORABLE.test(one) ? '\\ufffd' : one))
    : text;

/** Whether it holds what `cleanJson` takes out. */
export const isCleanJson = (text: string): boolean => cleanJson(text) === text;

/** Plain text that a database takes: no NUL, no half of a character. */
export const isCleanText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** For a field into which a key of a vendor is typed: neither the browser nor a password manager keeps or changes it. */
export const KEY_ATTRIBUTES = {
  maxLength: 4000,
  autocomplete: 'off',
  autocapitalize: 'off',
  spellcheck: false,
  'data-1p-ignore': '',
  'data-lpignore': 'true',
} as const;

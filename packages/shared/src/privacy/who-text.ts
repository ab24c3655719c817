const NUMBER = String.raw`[\w\-]{1,64}`;

/** What somebody may be looked up by, as a pattern of the whole text. What is no address would be found in everybody's texts. */
export const WHO_TEXT = {
  email: String.raw`[^\s@]+@[^\s@]+`,
  user: NUMBER,
  contact: NUMBER,
  ticket: String.raw`\d{1,20}`,
} as const;

export const fitsWho = (by: keyof typeof WHO_TEXT, text: string): boolean =>
  new RegExp(`^(?:${WHO_TEXT[by]})$`).test(text);

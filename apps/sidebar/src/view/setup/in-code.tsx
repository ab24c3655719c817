/** A sentence in which what is typed, or stands in a file, is between backticks. */
export const inCode = (text: string) =>
  text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));

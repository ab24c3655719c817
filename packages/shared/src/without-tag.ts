/** `dana+test@x.example` → `dana@x.example`; undefined when there is no tag to remove. */
export function withoutTag(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  const plus = email.indexOf('+');
  return plus > 0 && plus < at ? email.slice(0, plus) + email.slice(at) : undefined;
}

/** A pattern of the map as it is tried: against the whole value. */
export type CompiledPattern =
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'wrong'; readonly detail: string };

export function compilePattern(text: string): CompiledPattern {
  try {
    // By itself first: the brackets around it would make a whole of what is none.
    new RegExp(text, 'u');
    return { kind: 'pattern', pattern: new RegExp(`^(?:${text})$`, 'u') };
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    return { kind: 'wrong', detail: words.split(': ').at(-1) ?? 'it does not compile' };
  }
}

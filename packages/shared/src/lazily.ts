/** Made when it is first asked for, and then kept: importing a table costs nothing. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

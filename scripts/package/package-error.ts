/** Says what is wrong and what to do: its message is for whoever typed the command. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

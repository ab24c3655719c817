/** What is in a package: path from its root to bytes. */
export type Files = ReadonlyMap<string, Uint8Array>;

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

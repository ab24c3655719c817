/** How long a text is that accounts are searched by: as short as some names are, and no longer than an address may be. */
export const SEARCH_LENGTH = { least: 2, most: 254 } as const;

import type { Locator } from 'playwright';

/** What is written there, as it is rendered. */
export const words = async (place: Locator): Promise<string> => (await place.allInnerTexts()).join('\n');

import type { TypedId } from '../port.ts';
import { readIdsOfForm } from '../typed-id.ts';

/** Record ids are numbers; a page of a record ends in one. Other numbers in an address are no record's. */
const inAddress = readIdsOfForm(/\/(?:record\/[^/\s]+|company|contact)\/(\d{1,20})(?!\d)/g);
const bare = readIdsOfForm(/(?<![\w.-])\d{1,20}(?![\w.-])/g);

export const readHubspotId = (text: string): TypedId => (text.includes('://') ? inAddress(text) : bare(text));

import { singleText, value } from './single-text.ts';

/** One line, one blank between words. Capital letters count. */
export const name = singleText((text) => value(text.normalize('NFC').replace(/\s+/g, ' ').trim()));

import { singleText, value } from './single-text.ts';

/** Lines stay lines; within one, blanks of any kind and number are one blank. */
export const text = singleText((raw) => {
  const lines = raw
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trimEnd());
  return value(lines.join('\n').trim());
});

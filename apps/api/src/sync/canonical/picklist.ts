import { codeOf, spelledFor } from './codes.ts';
import { invalid, singleText, value } from './single-text.ts';

/** The CRM's code, letter by letter. An option that the map does not name is never guessed at. */
export const picklist = singleText(
  (text, form) => {
    const code = codeOf(text, form);
    return code === undefined ? invalid('unknown_option') : value(code);
  },
  (canon, form) => {
    const plain = spelledFor(canon, form);
    return plain === undefined ? invalid('unknown_option') : { kind: 'value', plain };
  },
);

import { invalid, singleText, value } from './single-text.ts';

export const boolean = singleText((text) => {
  const word = text.trim().toLowerCase();
  return word === 'true' || word === 'false' ? value(word) : invalid('not_a_boolean');
});

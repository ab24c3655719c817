import { Lexer } from 'yaml';

/** Deeper than any map. The parser's time grows with the square of the depth, and its stack ends. */
const MAX = 50;

/** The line where brackets, or list marks of one line, stand one in another deeper than that. */
export function tooDeepAt(text: string): number | undefined {
  let [line, brackets, marks] = [1, 0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?') marks++;
    if (brackets > MAX || marks > MAX) return line;
    const newlines = token.split('\n').length - 1;
    line += newlines;
    if (newlines > 0) marks = 0;
  }
  return undefined;
}

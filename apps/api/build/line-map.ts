const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MORE = 32;

/** The numbers of one segment: base 64, five bits a digit, the lowest bit of the first is the sign. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value |= (digit & (MORE - 1)) << shift;
    shift += 5;
    if (digit & MORE) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

function textOf(number: number): string {
  let rest = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    const digit = rest & (MORE - 1);
    rest >>>= 5;
    text += DIGITS[rest > 0 ? digit | MORE : digit];
  } while (rest > 0);
  return text;
}

/**
 * The mappings of a source map with one segment for each line of the sources, instead of one for each name in it, and
 * without names: what a stack trace needs to name file and line. Node keeps every segment as an object, once it has
 * written a stack trace.
 */
export function byLine(mappings: string): string {
  let source = 0;
  let line = 0;
  let kept = { source: 0, line: 0 };
  return mappings
    .split(';')
    .map((text) => {
      let column = 0;
      let keptColumn = 0;
      let before = '';
      return text
        .split(',')
        .flatMap((segment) => {
          const [columns = 0, sources, lines] = numbersOf(segment);
          column += columns;
          source += sources ?? 0;
          line += lines ?? 0;
          const about = sources === undefined ? 'nothing' : `${source}:${line}`;
          if (segment === '' || about === before) return [];
          before = about;
          const own = sources === undefined ? [] : [source - kept.source, line - kept.line, 0];
          const thin = [column - keptColumn, ...own].map(textOf).join('');
          keptColumn = column;
          if (sources !== undefined) kept = { source, line };
          return [thin];
        })
        .join(',');
    })
    .join(';');
}

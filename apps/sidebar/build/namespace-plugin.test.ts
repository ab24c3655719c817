import { expect, it } from 'vitest';
import { withEscapedNames } from './namespace-plugin.ts';

const SVG = 'http://www.w3.org/2000/svg';

it.each([`"${SVG}"`, `'${SVG}'`, `\`${SVG}\``])(
  '%s is written without the address and reads the same',
  async (literal) => {
    const code = withEscapedNames(`export default ${literal};`);
    expect(code).not.toContain('http:');
    const read: { default: string } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(read.default).toBe(SVG);
  },
);

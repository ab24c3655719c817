import { minify, type Plugin } from 'vite';

/**
 * The bundler's own minifier before terser: together a half to one percent smaller than either. Before and not
 * after: it writes strings between backticks, which a marketplace's search for secrets reads as one.
 */
export function minifyPlugin(): Plugin {
  return {
    name: 'sidelight-minify',
    renderChunk: {
      order: 'pre',
      async handler(code, { fileName }) {
        const { code: smaller, errors } = await minify(fileName, code, {
          module: true,
          compress: { target: 'es2023' },
          mangle: { toplevel: true },
        });
        if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
        return { code: smaller, map: null };
      },
    },
  };
}

import { describe, expect, it } from 'vitest';
import { MAX_LINE_CHARS, readLines } from './lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function bodyOf(chunks: readonly Uint8Array[], onCancel = () => {}): ReadableStream<Uint8Array> {
  const rest = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const next = rest.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
    cancel: onCancel,
  });
}

async function all(body: ReadableStream<Uint8Array> | null) {
  const lines: string[] = [];
  for await (const line of readLines(body)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  const text = '{"name":"עדי 🦊"}\n{"b":"é"}\n\n  \n{"c":3}';
  const lines = ['{"name":"עדי 🦊"}', '{"b":"é"}', '{"c":3}'];

  it('puts lines together wherever the chunks are cut, inside a character too', async () => {
    const whole = bytes(text);
    for (let cut = 0; cut <= whole.length; cut++) {
      expect(await all(bodyOf([whole.slice(0, cut), whole.slice(cut)]))).toEqual(lines);
    }
  });

  it('reads byte by byte', async () => {
    expect(await all(bodyOf([...bytes(text)].map((byte) => new Uint8Array([byte]))))).toEqual(lines);
  });

  it('refuses bytes that are not UTF-8, at once or at the end', async () => {
    await expect(all(bodyOf([new Uint8Array([0x61, 0xff, 0x0a])]))).rejects.toThrow(TypeError);
    await expect(all(bodyOf([new Uint8Array([0x61, 0xe2, 0x82])]))).rejects.toThrow(TypeError);
  });

  it('refuses a line that does not end', async () => {
    const half = bytes('x'.repeat(MAX_LINE_CHARS / 2 + 1));
    await expect(all(bodyOf([half, half, half]))).rejects.toThrow(RangeError);
  });

  it('lets the connection go when nobody reads on', async () => {
    let isCancelled = false;
    const body = bodyOf([bytes('one\n'), bytes('two\n')], () => {
      isCancelled = true;
    });
    for await (const line of readLines(body)) {
      expect(line).toBe('one');
      break;
    }
    expect(isCancelled).toBe(true);
  });

  it('has no lines for no body', async () => {
    expect(await all(null)).toEqual([]);
  });
});

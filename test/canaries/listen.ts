import { inspect } from 'node:util';

/** Everything that this process writes to its two streams, and through the console, until it is given back. */
export function listenToProcess(): { said(): string; say(line: string): void; stop(): void } {
  let said = '';
  const hear = (chunk: unknown) => {
    said += typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString() : '';
  };
  const streams = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    const heard = (...args: Parameters<typeof write>) => {
      hear(args[0]);
      return write(...args);
    };
    // Each of its signatures begins with what is written.
    stream.write = heard as typeof stream.write;
    return {
      write,
      giveBack() {
        stream.write = write;
      },
    };
  });
  const own = console;
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const methods = names.map((name) => {
    const method = own[name];
    own[name] = (...args: unknown[]) => hear(`${args.map((arg) => formatted(arg)).join(' ')}\n`);
    return () => {
      own[name] = method;
    };
  });
  return {
    said: () => said,
    /** What a test tells whoever runs it, and is not listened to. */
    say: (line) => void streams[0]?.write(`${line}\n`),
    stop() {
      for (const { giveBack } of streams) giveBack();
      for (const giveBack of methods) giveBack();
    },
  };
}

const formatted = (arg: unknown): string => (arg instanceof Error ? `${arg.stack} ${arg.message}` : inspect(arg));

import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** A Vitest reporter: writes how many tests were tried again, and which, to the file that the environment names. */
export default class CountRetries implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env.SIDELIGHT_RETRIES_FILE;
    if (file === undefined) return;
    const names = modules.flatMap(({ children }) =>
      [...children.allTests()].filter((test) => triesOf(test) > 0).map(({ fullName }) => fullName),
    );
    writeFileSync(file, JSON.stringify(names));
  }
}

type Test = ReturnType<TestModule['children']['allTests']> extends Iterable<infer T> ? T : never;

/** The runner's own, and those of a test that saw that others had the processor. */
const triesOf = (test: Test): number => (test.diagnostic()?.retryCount ?? 0) + (test.meta().triedAgain ?? 0);

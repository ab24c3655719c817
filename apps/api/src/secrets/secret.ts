import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** A value that is shown as `[secret]` wherever it is printed, so that it leaves only where somebody asks for it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself: for the header or the signature it is meant for, nowhere else. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}

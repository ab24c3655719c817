/** A part of the report, however it is written down. */
export interface Section {
  readonly title: string;
  /** In a sentence or two. */
  readonly text?: string;
  readonly chart?: Chart;
  readonly table?: Table;
}

export interface Table {
  readonly head: readonly string[];
  /** The first cell names the row; the others are figures. */
  readonly rows: readonly (readonly string[])[];
}

export type Chart =
  /** One column each, in time. */
  | { readonly kind: 'columns'; readonly name: string; readonly bars: readonly Bar[] }
  /** One below the other, with what the month before had where that is known. */
  | { readonly kind: 'bars'; readonly name: string; readonly bars: readonly Bar[] };

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** As people read it. */
  readonly shown: string;
  readonly before?: { readonly value: number; readonly shown: string } | undefined;
}

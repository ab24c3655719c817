/** A formula for a spreadsheet is no figure: what begins like one is quoted. */
const cell = (text: string): string => `"${text.replaceAll('"', '""').replace(/^(?=[=+\-@\t\r])/, "'")}"`;

/** One line of a file for a spreadsheet. */
export const csvRow = (...cells: readonly (string | number)[]): string =>
  cells.map((one) => (typeof one === 'number' ? String(one) : cell(one))).join(',');

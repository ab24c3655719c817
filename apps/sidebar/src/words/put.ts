import { ownValue } from '@sidelight/shared/own-property.ts';

/** Puts values in where their names stand: `{name}`. */
export const put = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => ownValue(values, name) ?? whole);

/** Decimals by ISO 4217. `Intl` gives what is common in prices: none for the rupee, which has a hundred paise. */
const decimals: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const unusual = new Map(
  Object.entries(decimals).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)])),
);

export const minorDigits = (currency: string): number => unusual.get(currency) ?? 2;

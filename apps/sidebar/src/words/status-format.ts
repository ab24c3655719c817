/** Measures of the status page as the reader writes them. */
export interface Measures {
  /** `231 ms`, `1.5 s` */
  duration(ms: number): string;
  /** `99.1 %`. Never rounded up to a goal that was missed. */
  percent(share: number): string;
  /** `2.3×` */
  times(rate: number): string;
  /** `Mon` */
  weekday(day: string): string;
}

export function createMeasures(language: string): Measures {
  const locale = known(language);
  const write = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value);
  return {
    duration: (ms) =>
      Math.round(ms) < 1000
        ? `${write(ms, { maximumFractionDigits: 0 })}\u202fms`
        : `${write(ms / 1000, { maximumFractionDigits: 1 })}\u202fs`,
    percent(share) {
      const digits = Math.abs(share) >= 0.9 && Math.abs(share) < 1.1 ? 1 : 0;
      const scale = 100 * 10 ** digits;
      return write(floor(share, scale), { style: 'percent', maximumFractionDigits: digits });
    },
    times: (rate) => `${write(rate, { maximumFractionDigits: 1 })}×`,
    weekday(day) {
      const date = new Date(`${day.slice(0, 10)}T00:00`);
      return Number.isNaN(date.getTime()) ? day : new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(date);
    },
  };
}

/** Down, but not by what binary fractions lose. */
const floor = (share: number, scale: number): number => Math.floor(share * scale + 1e-6) / scale;

function known(language: string): string {
  try {
    return new Intl.Locale(language).toString();
  } catch {
    return 'en';
  }
}

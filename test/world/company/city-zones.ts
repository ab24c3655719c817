/** The helpdesk's names for the time zones of the cities that the sample customers live in. */
const zones: Readonly<Record<string, string>> = {
  ...{ Accra: 'Monrovia', Amsterdam: 'Amsterdam', Bergen: 'Copenhagen', Berlin: 'Berlin', Bristol: 'London' },
  ...{ Galway: 'Dublin', Gdansk: 'Warsaw', Hamburg: 'Berlin', Honolulu: 'Hawaii', 'Kuwait City': 'Kuwait' },
  ...{
    Lagos: 'West Central Africa',
    Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch: 'London',
    London: 'London',
    Lyon: 'Paris',
    Osaka: 'Osaka',
    Prague: 'Prague',
  },
  ...{ Toronto: 'Eastern Time (US & Canada)', Turin: 'Rome', Valencia: 'Madrid', חיפה: 'Jerusalem' },
};

/** Nobody has set one for a customer whose city is not known. */
export const zoneOf = (city: string | null | undefined) => {
  const timeZone = city ? zones[city] : undefined;
  return timeZone === undefined ? {} : { timeZone };
};

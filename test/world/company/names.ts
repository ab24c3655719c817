/** A comma list as an array that is known not to be empty. */
const list = (text: string): readonly [string, ...string[]] => {
  const [first, ...rest] = text.split(',').map((word) => word.trim());
  return [first ?? '', ...rest];
};

export const firstNames = list(`
  Aisha, Amara, Andrei, Anika, Beatriz, Bogdan, Camille, Carlos, Chiara, Daniel, Divya, Elif, Emeka, Erik,
  Farah, Fiona, Gabriela, Giulia, Hana, Henrik, Ibrahim, Ines, Ivan, Jamal, Joana, Kamila, Kenji, Kofi,
  Laila, Lars, Linh, Lucia, Magnus, Mateo, Mei, Nadia, Nikhil, Noor, Olga, Oscar, Petra, Rafael, Rania,
  Saoirse, Sofia, Tariq, Thandi, Tomas, Yara, Yusuf`);

export const lastNames = list(`
  Abebe, Acosta, Adeyemi, Almeida, Andersen, Baker, Bianchi, Bondar, Carvalho, Chen, Costa, Demir, Dubois,
  Eriksen, Farouk, Fischer, Garcia, Gupta, Haddad, Hansen, Hoang, Ito, Jansen, Kaya, Khan, Kowalski, Kumar,
  Larsen, Lopez, Mbeki, Meyer, Moreau, Nakamura, Novak, Okafor, Olsen, Park, Petrov, Popescu, Quinn, Reyes,
  Rossi, Santos, Schmidt, Silva, Suzuki, Tran, Varga, Weber, Zielinski`);

/** Company names are head + tail + trade: 32 x 32 x 24 = 24,576 different ones. */
export const heads = list(`
  Alder, Amber, Ash, Birch, Bright, Cedar, Clear, Copper, Coral, Crest, Dawn, Elm, Ever, Fair, Fern, Flint,
  Frost, Glen, Gold, Green, Harbor, Hazel, Iron, Lake, Maple, Oak, Pine, Red, River, Silver, Stone, Wind`);

export const tails = list(`
  bay, bridge, brook, cliff, cove, dale, field, ford, forge, gate, grove, haven, hill, holm, land, leaf,
  light, mark, mere, mill, moor, path, peak, point, ridge, row, shore, spring, vale, view, ward, wood`);

export const trades = list(`
  Analytics, Bakery, Clinics, Consulting, Dental, Design, Energy, Farms, Finance, Foods, Freight, Hotels,
  Insurance, Labs, Legal, Media, Motors, Optics, Pharma, Press, Robotics, Schools, Software, Travel`);

export const cities = list(`
  Accra, Amsterdam, Barcelona, Bergen, Berlin, Boston, Bristol, Cape Town, Dublin, Gdansk, Hanoi, Izmir,
  Lagos, Leeds, Lisbon, London, Lyon, Madrid, Milan, Mumbai, Nairobi, Osaka, Oslo, Porto, Prague, Seoul,
  Toronto, Turin, Vienna, Zurich`);

export const jobTitles = list(`
  Billing admin, Head of operations, IT manager, Office manager, Operations lead, Product manager,
  Project lead, Security engineer, Support lead, System administrator, Team assistant, Workspace owner`);

export const owners = list(`
  Priya Nair, Sean Gallagher, Marta Oliveira, Dae-jung Kim, Ingrid Solberg`);

export const questions = [
  ['Export stops before it is finished', 'The CSV export of our main workspace stops half way.', 'exports'],
  ['Cannot sign in with SSO', 'Since this morning our people land back on the sign-in page.', 'sso'],
  ['Question about our invoice', 'There is a line on the last invoice that we do not understand.', 'billing'],
  ['API answers 429', 'Our nightly job gets 429 answers although we send very little.', 'api'],
  ['Android app signs us out', 'After each update the app asks everybody to sign in again.', 'mobile'],
  ['Webhook arrives twice', 'We receive some webhooks twice and book orders twice.', 'webhooks'],
  ['How do I add people?', 'I would like to add six new colleagues to our workspace.', 'accounts'],
  ['Change the workspace name', 'We have a new name, where do I change it?', 'accounts'],
  ['Dashboard shows old numbers', 'The dashboard shows the numbers of yesterday.', 'reports'],
] as const;

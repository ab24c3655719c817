import { bytesOf, type Files } from '../files.ts';

/** The first chunk of a PNG, which is all that is looked at. */
export function png(width: number, height: number, colours = 6): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, colours], 24);
  return bytes;
}

export const texts = {
  name: 'Sample',
  short_description: 'What it does',
  long_description: 'What it does, at length',
  installation_instructions: 'How it is installed',
};

/** A small public app in two places, with a setting and a field: the validator has nothing to say of it. */
export const goodPackage = (): Files =>
  new Map([
    [
      'manifest.json',
      json({
        author: { name: 'A', email: 'a@example.com', url: 'https://example.com' },
        defaultLocale: 'en',
        private: false,
        version: '1.0.0',
        frameworkVersion: '2.0',
        signedUrls: true,
        location: { support: { ticket_sidebar: 'https://example.com/a', nav_bar: { url: 'https://example.com/b' } } },
        parameters: [{ name: 'api_address', type: 'url', required: true }],
        domainWhitelist: ['example.com'],
      }),
    ],
    ['requirements.json', json({ user_fields: { a: { key: 'a', title: 'A', type: 'text' } } })],
    ['translations/en.json', json({ app: { ...texts, parameters: { api_address: { label: 'Address' } } } })],
    ['assets/logo.png', png(320, 320)],
    ['assets/logo-small.png', png(128, 128)],
    ['assets/icon_nav_bar.svg', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')],
  ]);

const json = (value: unknown) => bytesOf(JSON.stringify(value));

import { flag, text } from '../../apps/api/src/cli/arguments/option.ts';

export const packageCommand = {
  name: 'npm run package --',
  takes: '--host https://… [--tenant subdomain] [--public --contact address] [--out file.zip]',
  help: 'Builds the zip that an admin uploads to the helpdesk, and checks it as the marketplace would.',
  options: {
    host: text('address', 'where the helpdesk reaches this server, e.g. https://sidelight.example.com; needed'),
    tenant: text('subdomain', 'the one helpdesk it is for; without it, any'),
    public: flag('for the public marketplace instead of one helpdesk; needs --contact'),
    contact: text('address', 'the e-mail address that the marketplace shows for support'),
    out: text('file.zip', 'where the zip is written; without it, into dist/'),
  },
} as const;

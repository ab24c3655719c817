import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityStage, openIdentityStage } from './identity-stage.ts';

let stage: IdentityStage;
beforeAll(async () => {
  stage = await openIdentityStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.badExpressions.length = 0;
  stage.upstream.calls.length = 0;
});

const dana = { id: '501', email: 'dana.moor@halyard.example', companies: ['10'] };
const paths = () => stage.upstream.calls.map(({ path }) => path);

describe('looked for by address or domain', () => {
  it.each([
    ['a further domain', 'x@old-halyard.example'],
    ['a sub-domain', 'x@eu.halyard.example'],
    ['a sub-domain of a further one', 'x@mail.old-halyard.example'],
    ['a domain kept with www.', 'x@quayside.example'],
    ['another spelling', ' X@Halyard.Example '],
  ])('the company is found by %s, and only suggested', async (_what, email) => {
    stage.hold({
      companies: [
        { id: '10', domain: 'halyard.example', hs_additional_domains: 'older-halyard.example;old-halyard.example' },
        { id: '11', domain: 'www.quayside.example' },
      ],
    });
    const found = await stage.whoIs({ email });
    const accountId = email.includes('quayside') ? '11' : '10';
    expect(found).toMatchObject({ kind: 'suggested', candidates: [{ accountId, evidence: ['domain'] }] });
  });

  it.each(['x@gmail.com', 'x@co.uk', 'x@github.io', 'x@s3.amazonaws.com', 'x@herokuapp.com'])(
    'nobody is found by a domain that many share: %s',
    async (email) => {
      const domain = email.slice(2);
      stage.hold({ companies: [{ id: '10', domain, hs_additional_domains: `${domain};co.uk` }] });
      expect(await stage.whoIs({ email })).toMatchObject({ kind: 'nobody' });
      expect(paths().filter((path) => path.endsWith('/companies/search'))).toEqual([]);
    },
  );

  it('a company whose domain only holds the one that is meant is not offered', async () => {
    stage.hold({ companies: [{ id: '10', domain: 'a.example', hs_additional_domains: 'not-halyard.example' }] });
    expect(await stage.whoIs({ email: 'x@halyard.example' })).toMatchObject({ kind: 'nobody' });
  });

  it('the person is found by a further address', async () => {
    stage.hold({
      contacts: [{ ...dana, others: ['d.moor@halyard.example', 'dana@moor.example'] }],
      companies: [{ id: '10' }],
    });
    const found = await stage.whoIs({ email: 'Dana@Moor.example' });
    expect(found).toMatchObject({ kind: 'linked', link: { accountId: '10', contactId: '501', evidence: ['email'] } });
  });

  it('the payer is found in the helpdesk’s own spelling', async () => {
    stage.hold({
      contacts: [dana],
      companies: [{ id: '10' }],
      payers: [{ id: 'cus_mixed', email: 'Dana.Moor@halyard.example' }],
    });
    const found = await stage.whoIs({ email: 'Dana.Moor@halyard.example' });
    expect(found).toMatchObject({ kind: 'linked', link: { billingId: 'cus_mixed', payerFrom: 'address' } });
  });

  it('two spellings with a payer each are several payers', async () => {
    stage.hold({
      contacts: [dana],
      companies: [{ id: '10' }],
      payers: [
        { id: 'cus_a', email: 'Dana.Moor@halyard.example' },
        { id: 'cus_b', email: 'dana.moor@halyard.example' },
      ],
    });
    const found = await stage.whoIs({ email: 'Dana.Moor@halyard.example', id: '76' });
    expect(found).toMatchObject({
      kind: 'linked',
      link: { billingId: null },
      missing: { billing: { kind: 'several' } },
    });
  });
});

describe('an id that people typed into the CRM', () => {
  const heldAs = (ids: { stripe_customer_id?: string; product_account_id?: string }) =>
    stage.hold({ contacts: [dana], companies: [{ id: '10', ...ids }] });
  const found = () => stage.whoIs({ email: dana.email });

  it.each([
    [' cus_Quay1 '],
    ['https://dashboard.stripe.com/customers/cus_Quay1'],
    ['https://dashboard.stripe.com/acct_1Abc/customers/cus_Quay1?tab=invoices'],
    ['cus_Quay1 (main)'],
    ['cus_Quay1;cus_Quay1'],
  ])('is read as it is meant: %j', async (typed) => {
    heldAs({ stripe_customer_id: typed });
    expect(await found()).toMatchObject({ kind: 'linked', link: { billingId: 'cus_Quay1', payerFrom: 'crm' } });
  });

  it.each(['cus_Quay1;cus_Quay2', 'cus_Quay1, cus_Quay2', 'cus_Quay1\ncus_Quay2', 'cus_Quay1 (old: cus_Quay2)'])(
    'is told as several: %j',
    async (typed) => {
      heldAs({ stripe_customer_id: typed });
      const identity = await found();
      expect(identity).toMatchObject({ link: { billingId: null }, missing: { billing: { kind: 'several' } } });
      expect(stage.note(identity)).toMatch(/Several payers fit this account, so none is shown\.$/);
      // Not narrowed down by address either.
      expect(paths()).not.toContain('/v1/customers');
    },
  );

  it.each(['n/a', 'see notes', 'sub_123', 'gcus_1'])('is said to be no id, and not asked for: %j', async (typed) => {
    heldAs({ stripe_customer_id: typed });
    const identity = await found();
    expect(identity).toMatchObject({ link: { billingId: null }, missing: { billing: { kind: 'unreadable' } } });
    expect(stage.note(identity)).toMatch(/is not a customer ID/);
    expect(paths()).not.toContain('/v1/customers');
  });

  it('is trimmed for the product too, and several are told', async () => {
    heldAs({ product_account_id: ' acct 7 ' });
    expect(await found()).toMatchObject({ link: { telemetryId: 'acct 7' }, missing: {} });
    heldAs({ product_account_id: 'acct_7; acct_8' });
    expect(await found()).toMatchObject({ link: { telemetryId: null }, missing: { telemetry: { kind: 'several' } } });
  });

  it('is understood in the helpdesk’s fields', async () => {
    stage.hold({ contacts: [dana], companies: [{ id: '10' }, { id: '11' }] });
    const page = 'https://app-eu1.hubspot.com/contacts/48160021/record/0-2/11?x=3';
    expect(await stage.whoIs({}, page)).toMatchObject({ link: { accountId: '11' } });
    expect(await stage.whoIs({}, ' 10 ')).toMatchObject({ link: { accountId: '10' } });
    expect(await stage.whoIs({}, '10; 11')).toMatchObject({ kind: 'ambiguous' });
    // Another system's id is not asked for.
    stage.upstream.calls.length = 0;
    await stage.whoIs({ email: dana.email, externalId: 'a2c4e6f8-0001-4000-8000-12ab34cd56ef' }, 'org-11');
    expect(paths().filter((path) => path.includes('/contacts/'))).toEqual([
      expect.stringMatching(/contacts\/dana\.moor%40halyard\.example$/),
    ]);
  });
});

describe('an expression of the map that fails', () => {
  it('takes nothing but its own line along', async () => {
    const broken = await openIdentityStage((map) => {
      const crm = map.systems.crm!;
      const links = { billing: '$error("no")', telemetry: 'properties.product_account_id' };
      return {
        ...map,
        systems: { ...map.systems, crm: { ...crm, links, candidateDetail: '$number(properties.domain)' } },
      };
    });
    try {
      const companies = [
        { id: '10', domain: 'b.example', product_account_id: 'acct_7', stripe_customer_id: 'cus_1' },
        { id: '11', domain: 'c.example' },
      ];
      broken.hold({ contacts: [dana], companies });
      expect(await broken.whoIs({ email: dana.email })).toMatchObject({
        kind: 'linked',
        link: { accountId: '10', telemetryId: 'acct_7', billingId: null },
        missing: { billing: { kind: 'failed', reason: 'bad_answer' } },
      });
      broken.hold({ contacts: [{ ...dana, id: '502', companies: ['10', '11'] }], companies });
      expect(await broken.whoIs({ email: dana.email, id: '8' })).toMatchObject({
        kind: 'ambiguous',
        candidates: [{ accountId: '10' }, { accountId: '11' }],
      });
      expect(new Set(broken.badExpressions)).toEqual(new Set(['links.billing', 'candidateDetail']));
    } finally {
      await broken.close();
    }
  });

  it.each([
    ['as the map has it', undefined],
    ['as it was written before', "$join([properties.customer_tier, properties.domain], ' · ')"],
  ])('a cleared property is simply not in the line, %s', async (_how, text) => {
    const own = await openIdentityStage((map) => {
      const crm = map.systems.crm!;
      const candidateDetail = text ?? crm.candidateDetail;
      return { ...map, systems: { ...map.systems, crm: { ...crm, ...(candidateDetail && { candidateDetail }) } } };
    });
    try {
      own.hold({
        contacts: [{ ...dana, companies: ['10', '11'] }],
        companies: [
          { id: '10', customer_tier: '', domain: 'b.example' },
          { id: '11', customer_tier: 'pro', domain: 'c.example' },
        ],
      });
      expect(await own.whoIs({ email: dana.email })).toMatchObject({
        kind: 'ambiguous',
        candidates: [{ detail: 'b.example' }, { detail: 'pro · c.example' }],
      });
      expect(own.badExpressions).toEqual([]);
    } finally {
      await own.close();
    }
  });
});

describe('a list that was not read whole', () => {
  it('names five of the companies that share a domain, and says that there are more', async () => {
    const many = Array.from({ length: 8 }, (_, n) => ({ id: `${20 + n}`, domain: 'halyard.example' }));
    stage.hold({ companies: many });
    const found = await stage.whoIs({ email: 'x@halyard.example' });
    expect(found).toMatchObject({ kind: 'suggested', isPartial: true });
    expect(found.kind === 'suggested' && found.candidates).toHaveLength(5);
    expect(stage.note(found)).toBe(
      'Only the e-mail domain matches: anybody there may have written. More companies fit than are shown. Look in the CRM.',
    );
  });

  it('leaves out one odd company, and shows the others', async () => {
    stage.hold({ companies: [{ id: '10', domain: 'halyard.example' }], oddHits: [{ id: 11, properties: null }] });
    const found = await stage.whoIs({ email: 'x@halyard.example' });
    expect(found).toMatchObject({ kind: 'suggested', candidates: [{ accountId: '10' }], isPartial: true });
  });

  it.each([
    ['more than a page of them', { hasMoreCompanies: true }],
    ['one that cannot be understood', { odd: [{ id: 12 }] }],
  ])('links to no company of a contact with %s: it may not be the only one', async (_what, more) => {
    stage.hold({ contacts: [{ ...dana, ...more }], companies: [{ id: '10', stripe_customer_id: 'cus_1' }] });
    const found = await stage.whoIs({ email: dana.email, id: '77' });
    expect(found).toMatchObject({ kind: 'suggested', candidates: [{ accountId: '10' }], isPartial: true });
  });

  it('names ten candidates at most', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `${100 + n}`);
    stage.hold({ contacts: [{ ...dana, companies: ids }], companies: ids.map((id) => ({ id })) });
    const found = await stage.whoIs({ email: dana.email, id: '78' });
    expect(found).toMatchObject({ kind: 'ambiguous', isPartial: true });
    expect(found.kind === 'ambiguous' && found.candidates).toHaveLength(10);
  });
});

describe('a contact that is remembered', () => {
  it('is asked for once, by its own id, and is let go when its address is another contact’s', async () => {
    const firms = [{ id: '10' }, { id: '11' }];
    stage.hold({ contacts: [dana], companies: firms });
    expect(await stage.whoIs({ email: dana.email, id: '80' })).toMatchObject({ link: { contactId: '501' } });
    stage.upstream.calls.length = 0;
    await stage.whoIs({ email: dana.email, id: '80' });
    expect(paths().filter((path) => path.includes('/contacts/'))).toEqual([expect.stringMatching(/contacts\/501$/)]);

    const renamed = { ...dana, email: 'dana.new@halyard.example' };
    stage.hold({ contacts: [renamed, { ...dana, id: '502', companies: ['11'] }], companies: firms });
    const found = await stage.whoIs({ email: dana.email, id: '80' });
    expect(found).toMatchObject({ kind: 'linked', link: { accountId: '11', contactId: '502' } });
    expect(stage.note(found)).toBe('The CRM now names another company for this requester.');
  });

  it('at a second company makes the account a question again', async () => {
    const firms = [{ id: '10' }, { id: '11' }];
    stage.hold({ contacts: [dana], companies: firms });
    await stage.whoIs({ email: dana.email, id: '81' });
    stage.hold({ contacts: [{ ...dana, companies: ['10', '11'] }], companies: firms });
    const found = await stage.whoIs({ email: dana.email, id: '81' });
    expect(found).toMatchObject({ kind: 'ambiguous', wasLinked: true });
    expect(stage.note(found)).toBe('The account shown before no longer fits what the CRM says.');
  });

  it('says so when the company was merged into another', async () => {
    stage.hold({ contacts: [dana], companies: [{ id: '10' }] });
    await stage.whoIs({ email: dana.email, id: '82' });
    stage.hold({ contacts: [{ ...dana, companies: ['20'] }], companies: [{ id: '20', former: '10' }] });
    const found = await stage.whoIs({ email: dana.email, id: '82' });
    expect(found).toMatchObject({ kind: 'linked', link: { accountId: '20' } });
    expect(stage.note(found)).toBe('This company was merged with another one in the CRM.');
  });

  it('is not given up for a list that was cut short', async () => {
    stage.hold({ contacts: [dana], companies: [{ id: '10' }] });
    await stage.whoIs({ email: dana.email, id: '83' });
    stage.hold({ contacts: [{ ...dana, hasMoreCompanies: true }], companies: [{ id: '10' }] });
    expect(await stage.whoIs({ email: dana.email, id: '83' })).toMatchObject({
      kind: 'linked',
      link: { accountId: '10' },
    });
  });
});

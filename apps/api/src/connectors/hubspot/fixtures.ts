/** Answers as HubSpot sends them (trimmed recordings, names changed): more fields than we read. */
export const contact = {
  id: '5100000101',
  properties: {
    city: 'London',
    createdate: '2024-02-11T09:00:00.000Z',
    email: 'dana@northwind.example',
    firstname: 'Dana',
    hs_object_id: '5100000101',
    jobtitle: 'Billing admin',
    lastmodifieddate: '2026-11-20T08:15:00.000Z',
    lastname: 'Whitfield',
  },
  createdAt: '2024-02-11T09:00:00.000Z',
  updatedAt: '2026-11-20T08:15:00.000Z',
  archived: false,
  associations: {
    companies: {
      results: [
        { id: '6100000101', type: 'contact_to_company' },
        { id: '6100000101', type: 'contact_to_company_unlabeled' },
        { id: '6100000102', type: 'contact_to_company_unlabeled' },
      ],
    },
  },
};

export const company = {
  id: '6100000101',
  properties: {
    account_owner_name: 'Priya Nair',
    createdate: '2024-02-11T09:00:00.000Z',
    customer_tier: 'enterprise',
    domain: 'northwind.example',
    hs_lastmodifieddate: '2026-10-01T08:15:00.000Z',
    hs_object_id: '6100000101',
    name: 'Northwind Traders',
    product_account_id: 'acct_s1_1',
    stripe_customer_id: 'cus_S0011Sample42x',
  },
  createdAt: '2024-02-11T09:00:00.000Z',
  updatedAt: '2026-10-01T08:15:00.000Z',
  archived: false,
};

export const batch = {
  status: 'COMPLETE',
  results: [company],
  startedAt: '2026-11-23T10:00:00.000Z',
  completedAt: '2026-11-23T10:00:00.020Z',
};

export const unknownInBatch = {
  status: 'COMPLETE',
  results: [],
  numErrors: 1,
  errors: [
    {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some COMPANY objects, they may be deleted or not exist. Check that ids are valid.',
      context: { ids: ['6100999999'] },
    },
  ],
  startedAt: '2026-11-23T10:00:00.000Z',
  completedAt: '2026-11-23T10:00:00.020Z',
};

export const search = { total: 1, results: [company] };
export const nothingFound = { total: 0, results: [] };

export const notFound = {
  status: 'error',
  message: 'resource not found',
  correlationId: 'a43683b0-5717-4ceb-80b4-104d02915d8c',
};

export const dailyLimit = {
  status: 'error',
  message: 'You have reached your daily limit.',
  errorType: 'RATE_LIMIT',
  correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24',
  policyName: 'DAILY',
};

export const missingScope = {
  status: 'error',
  message: 'This app hasn’t been granted all required scopes to make this call.',
  correlationId: 'e0e2f4b0-0a5c-4f0e-bb0e-3c5dd7d5e9be',
  category: 'MISSING_SCOPES',
};

export const details = {
  portalId: 48160021,
  accountType: 'STANDARD',
  timeZone: 'Europe/Berlin',
  companyCurrency: 'EUR',
  additionalCurrencies: ['USD'],
  utcOffset: '+01:00',
  utcOffsetMilliseconds: 3600000,
  uiDomain: 'app-eu1.hubspot.com',
  dataHostingLocation: 'eu1',
};

export const tenSecondly = {
  status: 'error',
  message: 'You have reached your ten_secondly_rolling limit.',
  errorType: 'RATE_LIMIT',
  correlationId: '0f2c1c2e-5a07-4a1c-8a3c-4c1f0b6f4a11',
  policyName: 'TEN_SECONDLY_ROLLING',
};

/** A company with what is tied to it. A deal comes once for each label. */
export const tied = {
  ...{ id: company.id, properties: {}, createdAt: company.createdAt, updatedAt: company.updatedAt, archived: false },
  associations: {
    deals: {
      results: [
        { id: '7300000101', type: 'company_to_deal' },
        { id: '7300000101', type: 'company_to_deal_unlabeled' },
      ],
    },
    calls: { results: [{ id: '7400000101', type: 'company_to_call' }] },
    meetings: { results: [{ id: '7400000102', type: 'company_to_meeting_event' }] },
  },
};

const inBatch = (id: string, properties: object) => ({
  ...batch,
  results: [{ id, properties, createdAt: company.createdAt, updatedAt: company.updatedAt, archived: false }],
});
/** Without a currency: it is the account's own. */
export const dealBatch = inBatch('7300000101', {
  ...{ dealname: 'Renewal 2027', dealstage: '90210', pipeline: '8114', amount: '96000.50' },
  ...{ closedate: '2026-12-15T09:00:00Z', hubspot_owner_id: '61001' },
});
export const callBatch = inBatch('7400000101', {
  ...{ hs_timestamp: '2026-11-12T10:00:00Z', hs_call_title: 'First call', hs_call_status: 'COMPLETED' },
  hubspot_owner_id: '61001',
});
export const meetingBatch = inBatch('7400000102', {
  ...{ hs_timestamp: '2026-11-20T10:00:00Z', hs_meeting_title: 'Renewal scope', hs_meeting_outcome: 'SCHEDULED' },
  hubspot_owner_id: null,
});

const stage = (id: string, label: string, isClosed: string, probability: string) => ({
  ...{ id, label, displayOrder: 0, archived: false, metadata: { isClosed, probability } },
});
export const pipelines = {
  results: [
    {
      ...{ id: '8114', label: 'Renewals', displayOrder: 0, archived: false },
      stages: [
        stage('90210', 'Talking', 'false', '0.5'),
        stage('90211', 'Signed', 'true', '1.0'),
        stage('90212', 'Gone', 'true', '0.0'),
      ],
    },
  ],
};

export const owners = {
  results: [
    { id: '61001', type: 'PERSON', firstName: 'Priya', lastName: 'Nair', email: 'priya@sidelight.example' },
    { id: '61002', type: 'QUEUE', firstName: '', lastName: null, email: 'desk@sidelight.example' },
  ],
};

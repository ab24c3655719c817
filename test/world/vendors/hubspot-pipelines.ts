import { ok } from './answer.ts';

const stage = (id: string, label: string, probability: string, isClosed: boolean) => ({
  ...{
    id,
    label,
    displayOrder: 0,
    archived: false,
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
  },
  metadata: { isClosed: String(isClosed), probability },
});

/** Two pipelines; each has its own stages, and only their metadata say which are won. */
const pipelines = [
  {
    ...{ id: 'default', label: 'Sales', displayOrder: 0 },
    stages: [
      stage('appointmentscheduled', 'Appointment', '0.2', false),
      stage('contractsent', 'Contract sent', '0.9', false),
      stage('closedwon', 'Closed won', '1.0', true),
      stage('closedlost', 'Closed lost', '0.0', true),
    ],
  },
  {
    ...{ id: '8114', label: 'Renewals', displayOrder: 1 },
    stages: [stage('90210', 'Talking', '0.5', false), stage('90211', 'Signed', '1.0', true)],
  },
];

export const pipelinesAnswer = () =>
  ok({
    results: pipelines.map((pipeline) => ({
      ...pipeline,
      ...{ archived: false, createdAt: '2024-01-01T00:00:00Z', updatedAt: '2024-01-01T00:00:00Z' },
    })),
  });

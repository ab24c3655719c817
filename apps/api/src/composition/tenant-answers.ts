import { type AnswersDeps, createAnswers } from '../health/answers.ts';
import { type CorrectionsDeps, createCorrections } from '../health/corrections.ts';
import type { HealthLogs } from './health-logs.ts';

export interface TenantAnswersDeps
  extends Omit<AnswersDeps, 'incidents' | 'shown' | 'risks' | 'versions'>,
    Pick<CorrectionsDeps, 'languageOf'> {
  readonly logs: HealthLogs;
}

/** What was answered on values that turned out different: found out for leads, and told to whoever gave the answer. */
export function createTenantAnswers({ map, logs, languageOf, ...given }: TenantAnswersDeps) {
  const { tenant } = given;
  const { incidents, shown, risks, versions } = logs;
  const answers = createAnswers({ ...given, map, incidents, shown, risks, versions });
  return { answers, corrections: createCorrections({ tenant, map, risks, answers, languageOf }) };
}

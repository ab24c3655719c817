import { z } from 'zod';

/** One thing to be done for a new customer. */
export const OnboardingItem = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** The team that sees to it, and where it is reached. */
  owner: z.string(),
  contact: z.string(),
  dueAt: z.string(),
  doneAt: z.string().optional(),
  /** A helpdesk user. */
  doneBy: z.string().optional(),
});
export type OnboardingItem = z.infer<typeof OnboardingItem>;

/** What is to be done for the company that this organization is. */
export const Onboarding = z.strictObject({
  organizationId: z.string(),
  wonAt: z.string(),
  /** So many of its people were to be made users. */
  contacts: z.int(),
  items: z.array(OnboardingItem),
});
export type Onboarding = z.infer<typeof Onboarding>;

/** `POST /v1/tickets/:ticket/steps`: it is done, or is not after all. */
export const StepRequest = z.strictObject({ step: z.string().min(1).max(100), isDone: z.boolean() });
export type StepRequest = z.infer<typeof StepRequest>;

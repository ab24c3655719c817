import type { z } from 'zod';

/** One sentence or two that begin with the variable's name, and never repeat its value: it may be a secret. */
export function faultWords(name: string, issue: z.core.$ZodIssue): string {
  const entry = issue.path.find((part) => typeof part === 'number');
  const subject = entry === undefined ? name : `Entry ${entry + 1} of ${name}`;
  return `${subject} ${endOf(issue)}`;
}

function endOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return 'is missing.';
  if (issue.code === 'invalid_value') return `has a value nobody knows. Write ${either(issue.values.map(String))}.`;
  return issue.message;
}

const either = (values: readonly string[]): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;

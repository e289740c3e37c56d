import { getTranslations } from 'next-intl/server';
import type { CompanyProblem } from '@/people/judge-company-import';
import type { ContactProblem } from '@/people/judge-contact-import';

export type Problem = CompanyProblem | ContactProblem;

/** What is wrong with a line → the sentence that says so. */
const keys = {
  badDomains: 'importProblems.badDomains',
  badEmail: 'importProblems.badEmail',
  badLanguage: 'importProblems.badLanguage',
  badPhone: 'importProblems.badPhone',
  badPrimary: 'importProblems.badPrimary',
  companyMissing: 'importProblems.companyMissing',
  companyTaken: 'importProblems.companyTaken',
  companyTwice: 'importProblems.companyTwice',
  companyUnknown: 'importProblems.companyUnknown',
  emailTaken: 'importProblems.emailTaken',
  emailTwice: 'importProblems.emailTwice',
  formula: 'importProblems.formula',
  nameMissing: 'importProblems.nameMissing',
  nameTooLong: 'importProblems.nameTooLong',
  tooManyCells: 'importProblems.tooManyCells',
} as const satisfies Record<Problem, string>;

export type ProblemWords = Record<Problem, string>;

export async function problemWords(): Promise<ProblemWords> {
  const t = await getTranslations();
  const words = Object.entries(keys).map(([problem, key]) => [problem, t(key)]);
  return Object.fromEntries(words) as ProblemWords;
}

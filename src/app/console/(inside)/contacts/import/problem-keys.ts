import type { ContactImportPlan } from '@/people/plan-contact-import';

export type Problem = ContactImportPlan['lines'][number]['problems'][number];

/** What is wrong with a line → the sentence that says so. */
export const problemKeys = {
  badEmail: 'importProblems.badEmail',
  badLanguage: 'importProblems.badLanguage',
  badPhone: 'importProblems.badPhone',
  badPrimary: 'importProblems.badPrimary',
  companyMissing: 'importProblems.companyMissing',
  companyUnknown: 'importProblems.companyUnknown',
  emailTaken: 'importProblems.emailTaken',
  emailTwice: 'importProblems.emailTwice',
  formula: 'importProblems.formula',
  nameMissing: 'importProblems.nameMissing',
  nameTooLong: 'importProblems.nameTooLong',
  tooManyCells: 'importProblems.tooManyCells',
} satisfies Record<Problem, string>;

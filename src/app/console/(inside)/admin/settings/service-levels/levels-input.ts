import { z } from 'zod';
import { ChangeCompanyLevels } from '@/tickets/sla/change-company-levels';
import { ChangeServiceLevels } from '@/tickets/sla/change-service-levels';
import { jsonField } from '../../service-portal/json-field';

const { targets, hours, holidays } = ChangeServiceLevels.shape;
const number = z.string().transform((typed) => (typed.trim() === '' ? undefined : Number(typed)));

/** The forms' fields as the verb takes them; each form has some of them. */
export const LevelsInput = z.object({
  enabled: z.stringbool().optional(),
  showToContacts: z.stringbool().optional(),
  soonMinutes: number.pipe(z.int().min(5).max(1_440)).optional(),
  targets: jsonField.pipe(targets).optional(),
  hours: jsonField.pipe(hours).optional(),
  holidays: jsonField.pipe(holidays).optional(),
});

export const CompanyLevelsInput = z.object({
  companyId: ChangeCompanyLevels.shape.companyId,
  targets: jsonField.pipe(ChangeCompanyLevels.shape.targets),
});

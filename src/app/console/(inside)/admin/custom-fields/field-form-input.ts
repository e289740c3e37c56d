import { z } from 'zod';
import { ChangeField } from '@/fields/change-field';
import { CreateField } from '@/fields/create-field';
import { jsonField } from '../service-portal/json-field';

const ticked = z
  .literal('true')
  .optional()
  .transform((value) => value === 'true');
const { key, type, labels, choices, portal, defaultValue, companyDefaults, showWhen } =
  CreateField.shape;
const parts = {
  portal,
  required: ticked,
  choices: jsonField.pipe(choices),
  defaultValue: jsonField.pipe(defaultValue),
  companyDefaults: jsonField.pipe(companyDefaults),
  showWhen: jsonField.pipe(showWhen),
};

/** The form's fields as the verb takes them: what one field cannot hold travels as JSON. */
export const NewFieldInput = z
  .object({
    ...parts,
    fieldType: type,
    labels: jsonField.pipe(labels),
    newKey: z.union([z.literal('').transform(() => undefined), key]).optional(),
  })
  .transform(({ fieldType, newKey, ...rest }) => ({ ...rest, type: fieldType, key: newKey }));

/** A default field may go without a label of the tenant's own. */
export const ChangeFieldInput = z.object({
  ...parts,
  key: ChangeField.shape.key,
  labels: jsonField.pipe(ChangeField.shape.labels),
  /** Left out where the product gives them. */
  choices: jsonField.pipe(choices).optional(),
});

export const ChangePortalInput = ChangeField.pick({ key: true }).extend({ portal });

import type { FieldType, Visibility } from '@/fields/field';

/** The words of the types and of what contacts may do: keys of the messages. */
export const typeWords = {
  text: 'console.admin.fields.type.text',
  number: 'console.admin.fields.type.number',
  date: 'console.admin.fields.type.date',
  checkbox: 'console.admin.fields.type.checkbox',
  choice: 'console.admin.fields.type.choice',
  multipleChoice: 'console.admin.fields.type.multipleChoice',
} as const satisfies Record<FieldType, string>;

export const portalWords = {
  editable: 'console.admin.fields.portal.editable',
  readOnly: 'console.admin.fields.portal.readOnly',
  hidden: 'console.admin.fields.portal.hidden',
} as const satisfies Record<Visibility, string>;

export const portalHelps = {
  editable: 'console.admin.fields.portalHelp.editable',
  readOnly: 'console.admin.fields.portalHelp.readOnly',
  hidden: 'console.admin.fields.portalHelp.hidden',
} as const satisfies Record<Visibility, string>;

import { getLocale, getTranslations } from 'next-intl/server';
import { EditFields } from '@/app/_fields/edit-fields';
import { isDisplayed } from '@/fields/is-displayed';
import type { TicketFieldView } from '@/tickets/ticket-view';
import { changeFieldsAction } from './actions';

/** The fields of a ticket but those that have a control of their own, and a form to fill them in. */
export async function TicketFields({
  number,
  fields,
}: {
  number: number;
  fields: readonly TicketFieldView[];
}) {
  const t = await getTranslations('console.ticket');
  const form = await getTranslations('portal.newTicket');
  const values = Object.fromEntries(fields.map(({ key, value }) => [key, value]));
  const own = fields.filter(({ key }) => key !== 'priority' && key !== 'technician');
  return (
    <EditFields
      key={number}
      number={number}
      fields={fields.map(({ text: _, ...field }) => ({
        ...field,
        editable: field.key !== 'priority' && field.key !== 'technician',
      }))}
      action={changeFieldsAction}
      words={{
        edit: t('editFields'),
        save: t('saveFields'),
        cancel: t('cancelFields'),
        optional: '',
        none: t('fieldNone'),
        language: await getLocale(),
        gone: form('fieldsGone', { fields: '{fields}' }),
        added: form('fieldsAdded', { fields: '{fields}' }),
      }}
    >
      <dl className="ticket-people">
        {own
          .filter((field) => isDisplayed(field, fields, values))
          .map(({ key, label, text }) => (
            <div key={key}>
              <dt dir="auto">{label}</dt>
              <dd dir="auto">{text || <span className="text-muted">{t('fieldEmpty')}</span>}</dd>
            </div>
          ))}
      </dl>
    </EditFields>
  );
}

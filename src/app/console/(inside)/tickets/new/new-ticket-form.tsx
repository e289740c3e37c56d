'use client';

import { useLocale, useTranslations } from 'next-intl';
import { FieldInputs } from '@/app/_fields/field-inputs';
import type { FieldView } from '@/fields/field';
import { Form } from '@/ui/form';
import { Select, type SelectOption } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';
import { useSubmissionId } from '@/ui/use-submission-id';
import { AttachmentsField } from '../../_forms/attachments-field';
import { ContactField } from '../../_people/contact-field';
import type { Picked } from '../../_people/person-chips';
import { openTicketAction } from './actions';

export function NewTicketForm({
  me,
  technicians,
  fields,
  followUpOf,
  requester,
}: {
  me: string;
  technicians: readonly SelectOption[];
  fields: readonly FieldView[];
  /** The closed ticket that this one goes on from. */
  followUpOf: number | undefined;
  requester: Picked | undefined;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const submission = useSubmissionId();
  return (
    <Form
      action={openTicketAction}
      onRefused={submission.renewIfUsed}
      draftKey={[me, 'new-ticket', followUpOf].filter(Boolean).join(':')}
    >
      {followUpOf && <input type="hidden" name="followUpOf" value={followUpOf} />}
      <input type="hidden" name="submissionId" value={submission.id} suppressHydrationWarning />
      <ContactField
        name="requesterId"
        label={t('console.ticket.requester')}
        help={t('console.newTicket.requesterHelp')}
        initial={requester}
      />
      <TextField label={t('console.newTicket.title')} name="title" maxLength={200} required />
      <TextArea label={t('console.newTicket.description')} name="description" rows={6} required />
      <AttachmentsField label={t('console.ticket.attachments')} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <FieldInputs
          fields={fields.filter(({ key }) => !apart.has(key))}
          words={{ optional: '', none: t('console.ticket.fieldNone'), language: locale }}
        />
        <Select
          label={t('console.ticket.assignee')}
          name="assigneeId"
          defaultValue={me}
          options={[{ value: '', label: t('console.ticket.nobody') }, ...technicians]}
        />
      </div>
      <div className="form-actions">
        <SubmitButton>{t('console.newTicket.deed')}</SubmitButton>
      </div>
    </Form>
  );
}

/** They have inputs of their own, or begin as a new ticket does. */
const apart = new Set(['title', 'description', 'status', 'technician']);

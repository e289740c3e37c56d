'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Form } from '@/ui/form';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { useUiTexts } from '@/ui/ui-texts';
import { addCcAction, removeCcAction } from './actions';

/** Who follows the ticket in copy: take one out, add a colleague of the requester. */
export function TicketCcs({
  number,
  ccs,
  colleagues,
}: {
  number: number;
  ccs: readonly { id: string; name: string }[];
  colleagues: readonly { id: string; name: string }[];
}) {
  const t = useTranslations();
  const ui = useUiTexts();
  const add = useRef<HTMLButtonElement>(null);
  return (
    <div className="grid gap-1">
      {ccs.length === 0 && <p className="text-muted">{t('console.ticket.noCcs')}</p>}
      {ccs.map(({ id, name }) => (
        <Form key={id} action={removeCcAction} className="flex items-center gap-1">
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="contactId" value={id} />
          <span dir="auto" className="truncate">
            {name}
          </span>
          <IconButton
            type="submit"
            size="sm"
            label={ui.remove.replace('{name}', name)}
            icon={<X aria-hidden />}
          />
        </Form>
      ))}
      {colleagues.length > 0 && (
        <Form action={addCcAction} className="">
          <input type="hidden" name="number" value={number} />
          <Select
            key={ccs.length}
            label={t('console.ticket.addCc')}
            hideLabel
            name="contactId"
            defaultValue=""
            onChange={() => add.current?.click()}
            options={[
              { value: '', label: t('console.ticket.addCc') },
              ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <button ref={add} type="submit" className="sr-only" tabIndex={-1}>
            {t('console.ticket.addCc')}
          </button>
        </Form>
      )}
    </div>
  );
}

'use client';

import { useState } from 'react';
import type { Permission } from '@/access/permission';
import type { FormAction } from '@/ui/action-state';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';

/** One deed on this ticket. Where it is not possible it stays, disabled, with the reason. */
export function DeedButton({
  action,
  number,
  label,
  permission,
  reason,
  ask,
}: {
  action: FormAction;
  number: number;
  label: string;
  permission: Permission;
  /** The reason in words, where there is one. */
  reason?: string;
  /** What to ask before a deed that can't be undone. */
  ask?: { title: string; text: string };
}) {
  const [asked, setAsked] = useState<HTMLFormElement | null>(null);
  return (
    <>
      <Form action={action} className="deed">
        <input type="hidden" name="number" value={number} />
        <SubmitButton
          variant="secondary"
          wide
          disabled={!permission.allowed}
          onClick={(event) => {
            if (!ask) return;
            event.preventDefault();
            setAsked(event.currentTarget.form);
          }}
        >
          {label}
        </SubmitButton>
        {reason && <p className="field-help">{reason}</p>}
      </Form>
      {ask && (
        <ConfirmDialog
          {...ask}
          open={asked !== null}
          onOpenChange={() => setAsked(null)}
          deed={label}
          variant="primary"
          onConfirm={() => asked?.requestSubmit()}
        />
      )}
    </>
  );
}

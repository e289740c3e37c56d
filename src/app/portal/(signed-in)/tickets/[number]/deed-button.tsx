'use client';

import type { Permission } from '@/access/permission';
import type { FormAction } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';

/** One deed on this ticket. Where it is not possible it stays, disabled, with the reason. */
export function DeedButton({
  action,
  number,
  label,
  permission,
  reason,
}: {
  action: FormAction;
  number: number;
  label: string;
  permission: Permission;
  /** The reason in words, where there is one. */
  reason?: string;
}) {
  return (
    <Form action={action} className="deed">
      <input type="hidden" name="number" value={number} />
      <SubmitButton variant="secondary" wide disabled={!permission.allowed}>
        {label}
      </SubmitButton>
      {reason && <p className="field-help">{reason}</p>}
    </Form>
  );
}

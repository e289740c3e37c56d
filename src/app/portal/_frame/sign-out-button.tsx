'use client';

import { LogOut } from 'lucide-react';
import { Form } from '@/ui/form';
import { IconButton } from '@/ui/icon-button';
import { SubmitButton } from '@/ui/submit-button';
import { signOutAction } from './actions';

/** Leaves by a full load: nothing of the person stays in this page's memory. */
export function SignOutButton({ label, iconOnly }: { label: string; iconOnly?: boolean }) {
  const icon = <LogOut aria-hidden className="flip-rtl" />;
  return (
    <Form action={signOutAction} onSuccess={() => window.location.assign('/sign-in')} className="">
      {iconOnly ? (
        <IconButton type="submit" label={label} icon={icon} />
      ) : (
        <SubmitButton variant="quiet" icon={icon} wide className="sign-out">
          {label}
        </SubmitButton>
      )}
    </Form>
  );
}

import { LogOut } from 'lucide-react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';

/** A plain form: it works without scripts and costs the page nothing (`api/sign-out`). */
export function SignOutButton({ label, iconOnly }: { label: string; iconOnly?: boolean }) {
  const icon = <LogOut aria-hidden className="flip-rtl" />;
  return (
    <form method="post" action="/api/sign-out?face=portal">
      {iconOnly ? (
        <IconButton type="submit" label={label} icon={icon} />
      ) : (
        <Button type="submit" variant="quiet" icon={icon} wide className="sign-out">
          {label}
        </Button>
      )}
    </form>
  );
}

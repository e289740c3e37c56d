import type { ReactNode } from 'react';
import { buttonClass } from '@/ui/button';

/** A deed that wants to know more first: its button unfolds what is to be filled in. */
export function DeedFold({ deed, children }: { deed: string; children: ReactNode }) {
  return (
    <details>
      <summary className={buttonClass({}, 'w-fit cursor-pointer list-none')}>{deed}</summary>
      <div className="pt-4">{children}</div>
    </details>
  );
}

'use client';

import { type ReactNode, useOptimistic, useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Switch } from '@/ui/switch';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from './perform';

/** A switch that acts at once and goes back, with a sentence, where the server refuses. */
export function InstantSwitch({
  action,
  name,
  fields,
  checked,
  label,
  help,
}: {
  action: FormAction;
  /** Sent as `true` or `false`. */
  name: string;
  fields: Record<string, string>;
  checked: boolean;
  label: ReactNode;
  help?: ReactNode;
}) {
  const texts = useUiTexts();
  const [shown, show] = useOptimistic(checked);
  const [failure, setFailure] = useState<string>();
  const [, start] = useTransition();
  function change(next: boolean) {
    start(async () => {
      show(next);
      const answer = await perform(action, { ...fields, [name]: String(next) }, texts.unreachable);
      setFailure(answer.ok ? undefined : answer.message);
    });
  }
  return (
    <Switch
      label={label}
      help={help}
      error={failure}
      checked={shown}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

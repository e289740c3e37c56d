'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Checkbox } from '@/ui/checkbox';

/** Whether readers who had found the article unhelpful hear that there is a better one. */
export function TellVoters({
  waiting,
  onChange,
}: {
  waiting: number;
  onChange?: ComponentProps<'input'>['onChange'];
}) {
  const t = useTranslations('console.feedback');
  return (
    <Checkbox
      name="tellVoters"
      defaultChecked
      onChange={onChange}
      label={t('tell', { count: waiting })}
      help={t('tellHelp')}
    />
  );
}

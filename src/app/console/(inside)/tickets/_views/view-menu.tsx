'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Dialog } from '@/ui/dialog';
import { Form } from '@/ui/form';
import { IconButton } from '@/ui/icon-button';
import { Menu } from '@/ui/menu';
import { showToast } from '@/ui/show-toast';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { deleteViewAction, moveViewAction, renameViewAction } from './actions';

/** What can be done to one saved view. */
export function ViewMenu({
  view,
  isFirst,
  isLast,
}: {
  view: { id: string; name: string };
  isFirst: boolean;
  isLast: boolean;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const [asked, ask] = useState<'rename' | 'delete'>();
  const [, start] = useTransition();
  const { id, name } = view;
  const close = () => ask(undefined);
  async function run(action: FormAction, fields: Record<string, string>) {
    const answer = await perform(action, { id, ...fields }, texts.unreachable);
    if (!answer.ok) showToast({ text: answer.message });
  }
  const move = (direction: 'up' | 'down') => start(() => run(moveViewAction, { direction }));
  return (
    <>
      <Menu
        trigger={
          <IconButton
            size="sm"
            label={t('console.savedViews.change', { name })}
            icon={<Ellipsis aria-hidden />}
          />
        }
        entries={[
          { key: 'rename', label: t('console.savedViews.rename'), onSelect: () => ask('rename') },
          {
            key: 'up',
            label: t('console.savedViews.up'),
            disabled: isFirst,
            onSelect: () => move('up'),
          },
          {
            key: 'down',
            label: t('console.savedViews.down'),
            disabled: isLast,
            onSelect: () => move('down'),
          },
          { key: 'line', line: true },
          {
            key: 'delete',
            label: t('console.savedViews.delete'),
            danger: true,
            onSelect: () => ask('delete'),
          },
        ]}
      />
      <Dialog
        open={asked === 'rename'}
        onOpenChange={close}
        title={t('console.savedViews.renameTitle', { name })}
      >
        <Form action={renameViewAction} onSuccess={close}>
          <input type="hidden" name="id" value={id} />
          <TextField
            label={t('console.savedViews.name')}
            name="name"
            defaultValue={name}
            maxLength={60}
            autoComplete="off"
            required
          />
          <div className="form-actions">
            <SubmitButton>{t('console.savedViews.rename')}</SubmitButton>
          </div>
        </Form>
      </Dialog>
      <ConfirmDialog
        open={asked === 'delete'}
        onOpenChange={close}
        title={t('console.savedViews.deleteTitle', { name })}
        text={t('console.savedViews.deleteText')}
        deed={t('console.savedViews.delete')}
        onConfirm={() => run(deleteViewAction, {})}
      />
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { Form } from '@/ui/form';
import { Section } from '@/ui/page';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { DeedButton } from '../../../_forms/deed-button';
import { eraseContactAction, exportContactDataAction } from './actions';

/** What a person may ask for under data protection law. */
export function PrivacySection({
  contact: { id, name, username },
}: {
  contact: { id: string; name: string; username: string };
}) {
  const t = useTranslations('console.people');
  return (
    <Section title={t('privacy.title')} lead={t('privacy.lead')}>
      <div className="grid gap-6">
        <DeedButton
          action={exportContactDataAction}
          fields={{ id }}
          help={t('privacy.exportHelp')}
          onSuccess={(json) => download(`${username}.json`, json)}
        >
          {t('privacy.export')}
        </DeedButton>
        <Form action={eraseContactAction} className="form max-w-xl">
          <p className="text-muted">{t('erase.text', { name })}</p>
          <input type="hidden" name="id" value={id} />
          <TextField
            name="confirmation"
            label={t('erase.confirmation')}
            help={<bdi>{name}</bdi>}
            autoComplete="off"
            required
          />
          <div className="form-actions">
            <SubmitButton variant="danger">{t('erase.title', { name })}</SubmitButton>
          </div>
        </Form>
      </div>
    </Section>
  );
}

function download(fileName: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

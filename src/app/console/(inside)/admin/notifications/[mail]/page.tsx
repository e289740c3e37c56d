import { getTranslations } from 'next-intl/server';
import { isLocale } from '@/i18n/locales';
import { readMail } from '@/notifications/read-mails';
import { previewMail } from '@/notifications/try-mail';
import { Refusal } from '@/platform/errors';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';
import { wordsOfMail } from '../words-of-mail';
import { MailEditor } from './mail-editor';

type Params = { params: Promise<{ mail: string }> };

export async function generateMetadata({ params }: Params) {
  const scope = await requireAdmin();
  const { name } = await orNotFoundPage(readMail(scope, (await params).mail));
  return { title: (await getTranslations())(wordsOfMail[name].name) };
}

/** One mail: its words in each language, tried out while they are written. */
export default async function MailPage({ params }: Params) {
  const scope = await requireAdmin();
  const view = await orNotFoundPage(readMail(scope, (await params).mail));
  const { name, own, standard } = view;
  const language = isLocale(scope.language) ? scope.language : 'en';
  const words = own[language] ?? standard[language];
  // Words that could not be saved today are shown with the reason, by the editor itself.
  const first = await orUndefined(previewMail(scope, { mail: name, language, ...words }));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.mails.title'), href: '/console/admin/notifications' },
              { label: t(wordsOfMail[name].name) },
            ]}
          />
        }
        title={t(wordsOfMail[name].name)}
        lead={t(wordsOfMail[name].when)}
      />
      <MailEditor
        view={view}
        title={t(wordsOfMail[name].name)}
        first={first && { words, subject: first.subject, html: first.html }}
        ownLanguage={language}
        ownAddress={scope.actor.email}
      />
    </Page>
  );
}

async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

import { getTranslations } from 'next-intl/server';
import { readLeftMails, readMailbox } from '@/notifications/mailboxes/read-mailboxes';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader, Section } from '@/ui/page';
import { ConfirmDeed } from '../../../../_forms/confirm-deed';
import { InstantSwitch } from '../../../../_forms/instant-switch';
import { SavingForm } from '../../../../_forms/saving-form';
import { ListPages } from '../../../../_lists/list-pages';
import { type Query, queryCursor } from '../../../../_lists/query-text';
import { CheckMailbox } from '../_mailbox/check-mailbox';
import { LeftMails } from '../_mailbox/left-mails';
import { MailboxFields } from '../_mailbox/mailbox-fields';
import { MailboxState } from '../_mailbox/mailbox-state';
import { changeMailboxAction, deleteMailboxAction } from '../actions';
import { FailingNotice } from './failing-notice';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: Props) {
  const scope = await requireAdmin();
  return { title: (await orNotFoundPage(readMailbox(scope, (await params).id))).username };
}

/** In the order of the work: test, switch on; then what it is, and what stayed in it. */
export default async function MailboxPage({ params, searchParams }: Props) {
  const scope = await requireAdmin();
  const { id } = await params;
  const cursor = queryCursor((await searchParams).cursor);
  const [mailbox, { rows, nextCursor }] = await orNotFoundPage(
    Promise.all([readMailbox(scope, id), readLeftMails(scope, id, { cursor })]),
  );
  const t = await getTranslations();
  const { username, active } = mailbox;
  const path = `/console/admin/mail/mailboxes/${id}`;
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.mailboxes.title'), href: '/console/admin/mail/mailboxes' },
            ]}
          />
        }
        title={<bdi dir="ltr">{username}</bdi>}
        meta={<MailboxState mailbox={mailbox} />}
        actions={
          <ConfirmDeed
            action={deleteMailboxAction}
            fields={{ id }}
            button={t('console.admin.mailboxes.delete')}
            title={t('console.admin.mailboxes.deleteTitle', { username })}
            text={t('console.admin.mailboxes.deleteText')}
            deed={t('console.admin.mailboxes.delete')}
          />
        }
      />
      {active && <FailingNotice mailbox={mailbox} time={time} />}
      <Section title={t('console.admin.mailboxes.reading')}>
        <CheckMailbox id={id} />
        <div className="mt-5">
          <InstantSwitch
            action={changeMailboxAction}
            name="active"
            fields={{ id }}
            checked={active}
            label={t('console.admin.mailboxes.active')}
            help={t('console.admin.mailboxes.activeHelp')}
          />
        </div>
      </Section>
      <Section title={t('console.admin.mailboxes.settings')}>
        <SavingForm
          action={changeMailboxAction}
          submit={t('console.admin.save')}
          saved={t('console.admin.saved')}
        >
          <input type="hidden" name="id" value={id} />
          <MailboxFields mailbox={mailbox} />
        </SavingForm>
      </Section>
      {(rows.length > 0 || cursor) && (
        <Section
          title={t('console.admin.mailboxes.leftTitle')}
          lead={t('console.admin.mailboxes.leftLead')}
        >
          <LeftMails mails={rows} time={time} />
        </Section>
      )}
      <ListPages
        label={t('console.admin.mailLog.pages')}
        first={t('console.admin.mailLog.newest')}
        next={t('console.admin.mailLog.older')}
        path={path}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}

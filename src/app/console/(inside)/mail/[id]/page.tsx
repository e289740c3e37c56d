import { getTranslations } from 'next-intl/server';
import { FormattedMail } from '@/app/_mail/formatted-mail';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { readInboundMail } from '@/tickets/mail/read-inbound-mails';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { Page, PageHeader, Section } from '@/ui/page';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { TimeAgo } from '@/ui/time-ago';
import { readCompanyOptions } from '../../contacts/company-options';
import { acceptMailAction } from '../actions';
import { AnswerDeeds } from '../answer-deeds';
import { MailDeeds } from '../mail-deeds';
import { reasonWords } from '../reason-words';

type Input = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Input) {
  const scope = await requireTechnician();
  return { title: (await orNotFoundPage(readInboundMail(scope, (await params).id))).subject };
}

/** One mail: who it is from as far as that is certain, its text, and what to do with it. */
export default async function InboundMailPage({ params }: Input) {
  const scope = await requireTechnician();
  const mail = await orNotFoundPage(readInboundMail(scope, (await params).id));
  const t = await getTranslations();
  const subject = mail.subject || t('inboundMail.noSubject');
  const asksCompany = mail.acceptance?.of === 'anyCompany';
  const { authentication } = mail;
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('inboundMail.path')}
            steps={[{ label: t('inboundMail.title'), href: '/console/mail' }, { label: subject }]}
          />
        }
        title={<bdi>{subject}</bdi>}
        meta={
          <>
            <span className="break-all">
              <bdi>{mail.from.name}</bdi> {mail.from.address}
            </span>
            <TimeAgo
              at={mail.receivedAt}
              locale={scope.language}
              timeZone={scope.tenant.timeZone}
            />
          </>
        }
        actions={
          <ButtonLink href={`/console/mail/${mail.id}/original`}>
            {t('inboundMail.download')}
          </ButtonLink>
        }
      />
      <Notice title={t(reasonWords[mail.reason ?? ''] ?? 'inboundMail.waiting')}>
        {authentication
          ? t('inboundMail.checks', {
              spf: authentication.spf,
              dkim: authentication.dkim,
              dmarc: authentication.dmarc,
            })
          : mail.error}
      </Notice>
      {mail.text && (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {mail.text}
        </p>
      )}
      {mail.isFormatted && (
        <FormattedMail
          src={`/console/mail/${mail.id}/formatted`}
          label={t('inboundMail.formatted')}
          title={t('inboundMail.formattedTitle')}
        />
      )}
      <AnswerDeeds mail={mail} />
      {asksCompany && (
        <Section
          title={t(mail.answersNumber === null ? 'inboundMail.accept' : 'inboundMail.openInstead')}
          lead={t('inboundMail.acceptLead')}
        >
          <Form action={acceptMailAction}>
            <input type="hidden" name="mailId" value={mail.id} />
            <Select
              name="companyId"
              label={t('inboundMail.company')}
              options={[
                { value: '', label: t('inboundMail.choose') },
                ...(await readCompanyOptions(scope)),
              ]}
            />
            <div className="form-actions">
              <SubmitButton>{t('inboundMail.accept')}</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
      <MailDeeds mail={mail} isOpen />
    </Page>
  );
}

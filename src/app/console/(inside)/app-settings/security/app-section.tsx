import { getFormatter, getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { readTotpSetUp } from '@/people/factors/switch-on-totp';
import { qrPath } from '@/platform/qr/qr-code';
import { Form } from '@/ui/form';
import { StatusPill } from '@/ui/status-pill';
import { SubmitButton } from '@/ui/submit-button';
import { DeedFold } from '../../../_factors/deed-fold';
import { ProofField } from '../../../_factors/proof-field';
import { TotpSetUp } from '../../../_factors/totp-set-up';
import { DeedButton } from '../../_forms/deed-button';
import {
  beginTotpAction,
  cancelTotpAction,
  confirmTotpAction,
  switchOffTotpAction,
} from './actions';

/** The authenticator app: off, being set up, or on. */
export async function AppSection({
  scope,
  since,
}: {
  scope: Scope<Technician>;
  since: Date | null;
}) {
  const t = await getTranslations();
  const format = await getFormatter();
  if (since) {
    const date = format.dateTime(since, { dateStyle: 'long' });
    return (
      <div className="grid gap-4">
        <p>
          <StatusPill tone="success">{t('console.security.appOn', { date })}</StatusPill>
        </p>
        <DeedFold deed={t('console.security.switchOffApp')}>
          <Form action={switchOffTotpAction} className="form max-w-xl">
            <ProofField />
            <div className="form-actions">
              <SubmitButton variant="danger">{t('console.security.switchOff')}</SubmitButton>
            </div>
          </Form>
        </DeedFold>
      </div>
    );
  }
  const setUp = await readTotpSetUp(scope);
  if (!setUp) {
    return (
      <DeedFold deed={t('console.security.setUpApp')}>
        <Form action={beginTotpAction} className="form max-w-xl">
          <ProofField />
          <div className="form-actions">
            <SubmitButton>{t('console.security.continue')}</SubmitButton>
          </div>
        </Form>
      </DeedFold>
    );
  }
  return (
    <TotpSetUp
      secret={setUp.secret}
      qr={qrPath(setUp.uri)}
      action={confirmTotpAction}
      cancel={
        <DeedButton variant="quiet" action={cancelTotpAction} fields={{}}>
          {t('console.security.cancel')}
        </DeedButton>
      }
    />
  );
}

import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { DomainView } from '@/certificates/domain-view';
import { isServed } from '@/tenants/domain-states';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { DeedButton } from '../../../_forms/deed-button';
import { InstantSwitch } from '../../../_forms/instant-switch';
import { reasonOf } from '../../../_forms/reason-of';
import { changeDomainAction, checkDomainAction, releaseDomainAction } from './actions';

/** What can be done with a host. `children` stands beside *Check now*: when it was looked at. */
export async function DomainDeeds({
  domain: { host, unicodeHost, state, isPrimary, isSecure, hsts, can },
  isSeveral,
  children,
}: {
  domain: DomainView;
  isSeveral: boolean;
  children: ReactNode;
}) {
  const t = await getTranslations();
  return (
    <>
      {(isSecure || hsts) && (
        <InstantSwitch
          action={changeDomainAction}
          name="hsts"
          fields={{ host }}
          checked={hsts}
          label={t('console.admin.domains.hsts')}
          help={t('console.admin.domains.hstsHelp')}
        />
      )}
      {children}
      <div className="flex flex-wrap items-start gap-2">
        <DeedButton
          action={checkDomainAction}
          fields={{ host }}
          reason={reasonOf(t, can.check)}
          size="sm"
        >
          {t('console.admin.domains.checkNow')}
        </DeedButton>
        {isSeveral && !isPrimary && isServed(state) && (
          <DeedButton
            action={changeDomainAction}
            fields={{ host, isPrimary: 'true' }}
            reason={reasonOf(t, can.change)}
            size="sm"
          >
            {t('console.admin.domains.makePrimary')}
          </DeedButton>
        )}
        <ConfirmDeed
          action={releaseDomainAction}
          fields={{ host }}
          button={t('console.admin.domains.remove')}
          title={t('console.admin.domains.removeTitle', { host: unicodeHost })}
          text={t('console.admin.domains.removeText')}
          deed={t('console.admin.domains.remove')}
          reason={reasonOf(t, can.release)}
          size="sm"
        />
      </div>
    </>
  );
}

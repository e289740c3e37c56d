import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { DomainView } from '@/certificates/domain-view';
import { leadsHere } from '@/tenants/domain-states';
import { reasonOf } from '../../../_forms/reason-of';
import { changeDomainAction, checkDomainAction } from './actions';
import { HstsSwitch } from './hsts-switch';
import { RemoveDomain } from './remove-domain';
import { stateWords } from './state-words';
import { TellingDeed } from './telling-deed';

/** What can be done with a host. `children` stands beside *Check now*: when it was looked at. */
export async function DomainDeeds({
  domain: { host, unicodeHost, state, isPrimary, isSecure, hsts, can },
  children,
}: {
  domain: DomainView;
  children: ReactNode;
}) {
  const t = await getTranslations();
  return (
    <>
      {(isSecure || hsts) && <HstsSwitch host={host} unicodeHost={unicodeHost} checked={hsts} />}
      {children}
      <div className="flex flex-wrap items-start gap-2">
        <TellingDeed
          action={checkDomainAction}
          fields={{ host }}
          done={t('console.admin.domains.looked', { state: t(stateWords[state].name) })}
          reason={reasonOf(t, can.check)}
          size="sm"
        >
          {t('console.admin.domains.checkNow')}
        </TellingDeed>
        {leadsHere(state) && (
          <TellingDeed
            action={changeDomainAction}
            fields={{ host, isPrimary: String(!isPrimary) }}
            done={t(
              isPrimary
                ? 'console.admin.domains.linksHere'
                : 'console.admin.domains.linksElsewhere',
            )}
            reason={reasonOf(t, can.change)}
            size="sm"
          >
            {t(
              isPrimary ? 'console.admin.domains.makeManaged' : 'console.admin.domains.makePrimary',
            )}
          </TellingDeed>
        )}
        <RemoveDomain host={host} unicodeHost={unicodeHost} reason={reasonOf(t, can.release)} />
      </div>
    </>
  );
}

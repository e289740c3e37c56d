import { getTranslations } from 'next-intl/server';
import type { DomainView } from '@/certificates/domain-view';
import type { DomainState } from '@/tenants/domain-states';
import { Notice } from '@/ui/notice';
import { causeOf, causeWords } from './cause-words';
import { dateAndTime } from './date-and-time';
import { hasEnded } from './has-ended';
import { stateWords } from './state-words';

/** Why the host stands where it stands, and what comes next: ours to do, or the reader's. */
export async function DomainNotice({
  domain,
  managedHost,
  time,
}: {
  domain: DomainView;
  managedHost: string;
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const { state, order, certificate, isPrimary } = domain;
  const { next, tone } = stateWords[state];
  const reason = causeOf(domain);
  const words = reason && causeWords(t, reason);
  const isEnded = hasEnded(domain);
  const isQuiet = state === 'active' && !words && !isEnded;
  if (isQuiet) return <p className="max-w-prose text-muted">{t(next)}</p>;
  const saysNext = isEnded ? state === 'dangling' : !words || says.has(state);
  const until = certificate && dateAndTime(certificate.notAfter, time);
  return (
    <Notice
      tone={isEnded ? 'danger' : words && tone !== 'danger' ? 'warning' : tone}
      title={words?.cause}
    >
      <div className="grid max-w-prose gap-1 wrap-anywhere">
        {words && <p>{words.fix}</p>}
        {isEnded && <p>{t('console.admin.domains.ended', { when: until ?? '' })}</p>}
        {saysNext && !saysCheckNow.has(reason?.key ?? '') && <p>{t(next)}</p>}
        {state === 'dangling' && isPrimary && (
          <p>{t('console.admin.domains.linksMeanwhile', { host: managedHost })}</p>
        )}
        {order?.failure && (
          <p>
            {t('console.admin.domains.nextTry', {
              attempts: order.attempts,
              when: dateAndTime(order.nextTryAt, time),
            })}
          </p>
        )}
        {(state === 'renewalAtRisk' || order?.failure) && until && !isEnded && (
          <p>{t('console.admin.domains.holdsUntil', { when: until })}</p>
        )}
      </div>
    </Notice>
  );
}

/** States whose next step is more than the fix of their cause. */
const says = new Set<DomainState>(['renewalAtRisk', 'dangling', 'failed']);

/** Causes whose fix says already what to press. */
const saysCheckNow = new Set(['gaveUpWaiting', 'caaRefused']);

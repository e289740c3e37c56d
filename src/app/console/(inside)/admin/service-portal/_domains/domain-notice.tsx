import { getTranslations } from 'next-intl/server';
import type { DomainView } from '@/certificates/domain-view';
import type { DomainState } from '@/tenants/domain-states';
import { Notice } from '@/ui/notice';
import { causeWords } from './cause-words';
import { dateAndTime } from './date-and-time';
import { stateWords } from './state-words';

/** Why the host stands where it stands, and what comes next: ours to do, or the reader's. */
export async function DomainNotice({
  domain: { state, cause, order, certificate },
  time,
}: {
  domain: DomainView;
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const { next, tone } = stateWords[state];
  const reason = cause ?? order?.failure;
  const words = reason && causeWords(t, reason);
  const isQuiet = state === 'active' && !words;
  if (isQuiet) return <p className="max-w-prose text-muted">{t(next)}</p>;
  return (
    <Notice tone={words && tone !== 'danger' ? 'warning' : tone} title={words?.cause}>
      <div className="grid max-w-prose gap-1 wrap-anywhere">
        {words && <p>{words.fix}</p>}
        {(!words || says.has(state)) && <p>{t(next)}</p>}
        {order?.failure && (
          <p>
            {t('console.admin.domains.nextTry', {
              attempts: order.attempts,
              when: dateAndTime(order.nextTryAt, time),
            })}
          </p>
        )}
        {state === 'renewalAtRisk' && certificate && (
          <p>
            {t('console.admin.domains.holdsUntil', {
              when: dateAndTime(certificate.notAfter, time),
            })}
          </p>
        )}
      </div>
    </Notice>
  );
}

/** States whose next step is more than the fix of their cause. */
const says = new Set<DomainState>(['renewalAtRisk', 'dangling', 'failed']);

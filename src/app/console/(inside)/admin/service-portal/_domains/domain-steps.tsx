import { getTranslations } from 'next-intl/server';
import { classNames } from '@/ui/class-names';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { stateWords } from './state-words';
import type { Step } from './steps-of';

/** The way from the claim to HTTPS: what is done and when, where it stands, what is to come. */
export async function DomainSteps({
  steps,
  time,
}: {
  steps: Step[];
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  return (
    <ol className="domain-steps" aria-label={t('console.admin.domains.steps')}>
      {steps.map(({ state, mark, at }) => {
        const { name, tone } = stateWords[state];
        return (
          <li
            key={state}
            className={classNames('domain-step', `domain-step-${mark}`)}
            aria-current={mark === 'now' || mark === 'stopped' ? 'step' : undefined}
          >
            <StatusPill tone={mark === 'done' ? 'success' : mark === 'ahead' ? 'neutral' : tone}>
              {t(name)}
            </StatusPill>
            <span className="row-note">
              {at && <TimeAgo at={at} {...time} />}
              {mark === 'ahead' && t('console.admin.domains.ahead')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

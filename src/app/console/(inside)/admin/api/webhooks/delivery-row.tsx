import { getTranslations } from 'next-intl/server';
import type { WebhookDeliveryView } from '@/notifications/read-webhooks';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { DeedButton } from '../../../_forms/deed-button';
import { eventWords } from '../../audit-log/event-words';
import { replayDeliveryAction } from './actions';
import { errorWords, stateWords } from './delivery-words';

/** What was sent when, what came of it, and sending it again. */
export async function DeliveryRow({
  webhookId,
  delivery: { id, event, state, attempts, lastStatus, lastError, nextTryAt, createdAt },
  time,
  isOff,
}: {
  webhookId: string;
  delivery: WebhookDeliveryView;
  time: { locale: string; timeZone: string };
  isOff: boolean;
}) {
  const t = await getTranslations();
  const words = eventWords[event];
  const { key, tone } = stateWords[state];
  return (
    <li className="row flex-wrap">
      <span className="row-main basis-60">
        <span className="row-title block font-medium">{words ? t(words) : event}</span>
        <span className="row-note block">
          <code className="font-mono">{event}</code> · <TimeAgo at={createdAt} {...time} />
        </span>
        {lastError && (
          <span className="row-note block">
            {lastStatus === null
              ? errorWords[lastError]
                ? t(errorWords[lastError])
                : t('console.admin.webhooks.error.other', { code: lastError })
              : t('console.admin.webhooks.answered', { status: String(lastStatus) })}
          </span>
        )}
        {nextTryAt && attempts > 0 && (
          <span className="row-note block">
            {t('console.admin.webhooks.tries', { attempts })} <TimeAgo at={nextTryAt} {...time} />
          </span>
        )}
      </span>
      <StatusPill tone={tone}>{t(key)}</StatusPill>
      {state !== 'queued' && !isOff && (
        <DeedButton
          action={replayDeliveryAction}
          fields={{ id: webhookId, deliveryId: id }}
          size="sm"
          done={t('console.admin.webhooks.replayed')}
        >
          {t('console.admin.webhooks.replay')}
        </DeedButton>
      )}
    </li>
  );
}

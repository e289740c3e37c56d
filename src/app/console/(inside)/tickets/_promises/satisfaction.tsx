import { Star } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { type RatingView, ratingScores } from '@/tickets/ratings/rating-view';
import { TimeAgo } from '@/ui/time-ago';

/** What the contact said of how it went: stars, and their words. */
export async function Satisfaction({
  rating,
  style,
}: {
  rating: RatingView | null;
  style: { locale: string; timeZone: string };
}) {
  if (!rating) return null;
  const t = await getTranslations();
  const { score, comment, askedAt, ratedAt } = rating;
  return (
    <section aria-label={t('console.satisfaction.label')} className="ticket-rating">
      <h2>{t('console.satisfaction.label')}</h2>
      {score === null ? (
        <p className="text-muted">
          {t('console.satisfaction.waiting')} <TimeAgo at={askedAt} {...style} />
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-2">
          <span role="img" aria-label={t('console.satisfaction.stars', { score })}>
            {ratingScores.map((one) => (
              <Star key={one} aria-hidden data-on={one <= score || undefined} />
            ))}
          </span>
          {ratedAt && <TimeAgo at={ratedAt} {...style} className="text-muted" />}
        </p>
      )}
      {comment && (
        <blockquote dir="auto" className="whitespace-pre-line break-words">
          {comment}
        </blockquote>
      )}
    </section>
  );
}

import { getTranslations } from 'next-intl/server';
import { isLocale, localeNames } from '@/i18n/locales';
import type { SearchCount } from '@/knowledge/search/read-searches';
import { Table, Td, Th } from '@/ui/table';
import { TimeAgo } from '@/ui/time-ago';

/** Searches with how often each was made, and how often in vain. */
export async function SearchTable({
  label,
  searches,
  language,
  timeZone,
}: {
  label: string;
  searches: readonly SearchCount[];
  language: string;
  timeZone: string;
}) {
  const t = await getTranslations('console.searches');
  return (
    <Table
      label={label}
      head={
        <>
          <Th>{t('query')}</Th>
          <Th>{t('language')}</Th>
          <Th end>{t('times')}</Th>
          <Th end>{t('inVain')}</Th>
          <Th end>{t('last')}</Th>
        </>
      }
    >
      {searches.map((one) => (
        <tr key={`${one.language} ${one.query}`}>
          <Td className="font-medium" dir="auto">
            {one.query}
          </Td>
          <Td>{isLocale(one.language) ? localeNames[one.language] : one.language}</Td>
          <Td end>{one.searches}</Td>
          <Td end>{one.unanswered}</Td>
          <Td end>
            <TimeAgo at={one.lastAt} locale={language} timeZone={timeZone} short />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { StatusDefinition } from '@/tickets/statuses/status-definition';
import { Button } from '@/ui/button';
import { FieldError } from '@/ui/field';
import { EditStatus } from './edit-status';
import { RemoveStatus } from './remove-status';
import { StatusLine } from './status-line';
import { useOrder } from './use-order';

type Open = { deed: 'add' } | { deed: 'edit' | 'delete'; status: StatusDefinition };

/** The tenant's statuses in their order: by drag, or by the arrows of each line. */
export function StatusList({
  statuses,
  language,
}: {
  statuses: readonly StatusDefinition[];
  language: string;
}) {
  const t = useTranslations();
  const { order, move, problem } = useOrder(statuses);
  const [open, setOpen] = useState<Open>();
  const [news, setNews] = useState('');
  const dragged = useRef<string>(undefined);

  function moveTo(status: StatusDefinition, position: number) {
    if (position < 0 || position >= order.length) return;
    const place = position + 1;
    const words = { status: status.label, place, count: order.length };
    move(status.key, position, () => setNews(t('console.admin.statuses.moved', words)));
  }
  const close = () => setOpen(undefined);
  function done(word: string) {
    close();
    setNews(word);
  }
  return (
    <>
      <ol aria-label={t('console.admin.statuses.title')} className="max-w-2xl">
        {order.map((status, at) => {
          const { key, category } = status;
          const alike = order.filter((one) => one.category === category);
          const isNeeded = category === 'open' || category === 'closed';
          return (
            <StatusLine
              key={key}
              status={status}
              leads={alike[0] === status}
              isOnly={isNeeded && alike.length === 1}
              isFirst={at === 0}
              isLast={at === order.length - 1}
              onMove={(step) => moveTo(status, at + step)}
              onEdit={() => setOpen({ deed: 'edit', status })}
              onDelete={() => setOpen({ deed: 'delete', status })}
              draggable
              onDragStart={() => {
                dragged.current = key;
              }}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                const from = order.find((one) => one.key === dragged.current);
                if (from && from !== status) moveTo(from, at);
              }}
            />
          );
        })}
      </ol>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button icon={<Plus aria-hidden />} onClick={() => setOpen({ deed: 'add' })}>
          {t('console.admin.statuses.add')}
        </Button>
        <span role="status" className="text-muted">
          {!problem && news}
        </span>
      </div>
      <div role="alert">{problem && <FieldError>{problem}</FieldError>}</div>
      {open?.deed === 'add' && (
        <EditStatus
          language={language}
          onClose={close}
          onDone={() => done(t('console.admin.saved'))}
        />
      )}
      {open?.deed === 'edit' && (
        <EditStatus
          status={open.status}
          language={language}
          onClose={close}
          onDone={() => done(t('console.admin.saved'))}
        />
      )}
      {open?.deed === 'delete' && (
        <RemoveStatus
          status={open.status}
          others={order.filter((one) => one.key !== open.status.key)}
          onClose={close}
          onDone={() => done(t('console.admin.statuses.deleted', { status: open.status.label }))}
        />
      )}
    </>
  );
}

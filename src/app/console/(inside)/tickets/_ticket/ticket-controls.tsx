'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import type { StatusView, TicketPriority } from '@/tickets/ticket-view';
import { ticketPriorities } from '@/tickets/ticket-view';
import { Button } from '@/ui/button';
import { FieldError } from '@/ui/field';
import { Select } from '@/ui/select';
import { showToast } from '@/ui/show-toast';
import { useShortcuts } from '@/ui/use-shortcuts';
import {
  assignTicketAction,
  changePriorityAction,
  changeStatusAction,
  closeTicketAction,
  reopenTicketAction,
} from './actions';
import { priorityKeys } from './priority-keys';
import { useChoice } from './use-choice';

/** What a technician changes at a press: state, assignee, priority. `a` assigns, `c` closes. */
export function TicketControls({
  number,
  statusKey,
  statuses,
  assigneeId,
  technicians,
  priority,
  me,
  children,
}: {
  number: number;
  statusKey: string;
  statuses: readonly StatusView[];
  /** '' for nobody. */
  assigneeId: string;
  technicians: readonly { id: string; name: string }[];
  priority: TicketPriority;
  /** The id of the technician who looks. */
  me: string;
  /** Deeds that ask something first. */
  children: ReactNode;
}) {
  const t = useTranslations();
  const assigneeBox = useRef<HTMLDivElement>(null);
  const status = useChoice(statusKey);
  const assignee = useChoice(assigneeId);
  const urgency = useChoice<string>(priority);
  const ticket = { number: String(number) };
  const firstOf = (category: StatusView['category']) =>
    statuses.find((one) => one.category === category)?.key ?? statusKey;
  const category = statuses.find(({ key }) => key === status.shown)?.category;
  const isDone = category === 'closed' || category === 'resolved';

  const setStatus = (key: string) =>
    status.choose(key, changeStatusAction, { ...ticket, statusKey: key });
  const assign = (id: string) =>
    assignee.choose(id, assignTicketAction, { ...ticket, assigneeId: id });
  const reopen = () => status.choose(firstOf('open'), reopenTicketAction, ticket);
  function close() {
    if (category === 'closed') return;
    const before = status.shown;
    status.choose(firstOf('closed'), closeTicketAction, ticket);
    showToast({
      text: t('console.ticket.closed', { number }),
      action: { label: t('console.ticket.undo'), run: () => setStatus(before) },
    });
  }
  useShortcuts({
    a: {
      label: t('console.keys.assign'),
      run: () => assigneeBox.current?.querySelector('select')?.focus(),
    },
    c: { label: t('console.keys.close'), run: close },
  });

  const problem = status.problem ?? assignee.problem ?? urgency.problem;
  return (
    <div className="ticket-controls">
      <Select
        label={t('console.ticket.status')}
        value={status.shown}
        aria-busy={status.pending}
        onChange={(event) => setStatus(event.target.value)}
        options={statuses.map(({ key, label }) => ({ value: key, label }))}
      />
      <div ref={assigneeBox}>
        <Select
          label={t('console.ticket.assignee')}
          value={assignee.shown}
          aria-busy={assignee.pending}
          onChange={(event) => assign(event.target.value)}
          options={[
            { value: '', label: t('console.ticket.nobody') },
            ...technicians.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <Select
        label={t('console.ticket.priority')}
        value={urgency.shown}
        aria-busy={urgency.pending}
        onChange={(event) =>
          urgency.choose(event.target.value, changePriorityAction, {
            ...ticket,
            priority: event.target.value,
          })
        }
        options={ticketPriorities.map((value) => ({ value, label: t(priorityKeys[value]) }))}
      />
      <div className="button-group">
        {assignee.shown !== me && (
          <Button size="sm" onClick={() => assign(me)}>
            {t('console.ticket.assignToMe')}
          </Button>
        )}
        {isDone && (
          <Button size="sm" pending={status.pending} onClick={reopen}>
            {t('console.ticket.reopen')}
          </Button>
        )}
        {category !== 'closed' && (
          <Button size="sm" pending={status.pending} onClick={close}>
            {t('console.ticket.close')}
          </Button>
        )}
        {children}
      </div>
      <div role="status" className="ticket-problem">
        {problem && <FieldError>{problem}</FieldError>}
      </div>
    </div>
  );
}

import { expect, it } from 'vitest';
import { changedValues } from '@/app/console/(inside)/admin/audit-log/changed-values';
import { eventWords } from '@/app/console/(inside)/admin/audit-log/event-words';
import { subjectOf } from '@/app/console/(inside)/admin/audit-log/subject';
import { valueWord } from '@/app/console/(inside)/admin/audit-log/value-words';
import { feedbackReasons, feedbackStates, feedbackVerdicts } from '@/knowledge/feedback/feedback';
import { domainStates } from '@/tenants/domain-states';

const words = { names: new Map([['id-1', 'Jane Doe']]), yes: 'yes', no: 'no' };

it('says what differs, with names for ids and words for yes and no', () => {
  const before = { name: 'A', assigneeId: null, isPrimary: false, domains: ['a.test'] };
  const after = { name: 'A', assigneeId: 'id-1', isPrimary: true, domains: [] };
  expect(changedValues({ before, after }, words)).toEqual([
    { name: 'assigneeId', before: '–', after: 'Jane Doe' },
    { name: 'isPrimary', before: 'no', after: 'yes' },
    { name: 'domains', before: 'a.test', after: '–' },
  ]);
});

it('shows all of what has one side only, nested values too, and leaves out what is for programs', () => {
  const after = { reopen: { withinDays: 14 }, messageId: 'm' };
  expect(changedValues({ before: null, after }, words)).toEqual([
    { name: 'reopen', before: undefined, after: 'withinDays: 14' },
  ]);
});

it('says states and causes of domains in words', () => {
  const before = { state: 'waitingForDns' };
  const after = { state: 'verified', cause: 'unheardOf' };
  const of = (name: string, value: string) => valueWord('domain.verified', name, value);
  expect(changedValues({ before, after }, { ...words, of })).toEqual([
    {
      name: 'state',
      before: 'console.admin.domains.state.waitingForDns',
      after: 'console.admin.domains.state.verified',
    },
    { name: 'cause', before: undefined, after: 'unheardOf' },
  ]);
  expect(domainStates.filter((state) => !valueWord('domain.failed', 'state', state))).toEqual([]);
  expect(valueWord('certificate.failed', 'cause', 'caaForbids')).toMatch(/\.caa$/);
  expect(valueWord('ticket.closed', 'state', 'failed')).toBeUndefined();
});

it('says what readers say of an article in words', () => {
  const unsaid = (event: string, name: string, values: readonly string[]) =>
    values.filter((value) => !valueWord(event, name, value));
  expect(unsaid('article.feedbackGiven', 'verdict', feedbackVerdicts)).toEqual([]);
  expect(unsaid('article.feedbackGiven', 'reason', feedbackReasons)).toEqual([]);
  expect(unsaid('article.feedbackHandled', 'state', feedbackStates)).toEqual([]);
});

it.each(Object.keys(eventWords).filter((name) => /^(domain|certificate)\./.test(name)))(
  '%s is about the host it names',
  (event) => {
    const known = { time: { locale: 'en', timeZone: 'UTC' }, names: new Map(), numbers: new Map() };
    const told = { event, subjectId: 'id-2', before: null, after: { host: 'help.acme.test' } };
    expect(subjectOf(told as never, known)).toEqual({ name: 'help.acme.test' });
  },
);

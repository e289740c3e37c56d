import { expect, it } from 'vitest';
import { changedValues } from '@/app/console/(inside)/admin/audit-log/changed-values';

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

import { describe, expect, it } from 'vitest';
import { type DueFacts, dueTimesOf, lookAfter, runningOf } from '@/tickets/sla/due-times';
import { type PromiseFacts, promisesOf } from '@/tickets/sla/promise-view';
import { defaultHours, type Target } from '@/tickets/sla/service-level-shapes';

const calendar = { timeZone: 'Europe/Berlin', hours: defaultHours, holidays: [] };
const target: Target = { response: 60, resolution: 480, clock: 'business' };
// A Friday; Berlin is an hour ahead of UTC.
const opened = new Date('2026-11-27T14:30:00Z');
const fresh: DueFacts = {
  openedAt: opened,
  category: 'open',
  respondedAt: null,
  resolvedAt: null,
  pauses: [],
};
const at = (text: string) => new Date(text);
const due = (facts: Partial<DueFacts>, now = opened, wanted = target) =>
  dueTimesOf(wanted, calendar, { ...fresh, ...facts }, { now, soonMinutes: 30 });

describe('due times', () => {
  it('are reckoned from the opening, in business hours', () => {
    expect(due({})).toEqual({
      responseDueAt: at('2026-11-27T15:30:00Z'),
      resolutionDueAt: at('2026-11-30T14:30:00Z'),
      nextDueAt: at('2026-11-27T15:30:00Z'),
      dueLookAt: at('2026-11-27T15:00:00Z'),
      duePauses: null,
    });
    const calendarTime = due({}, opened, { ...target, clock: 'calendar' });
    expect(calendarTime.resolutionDueAt).toEqual(at('2026-11-27T22:30:00Z'));
  });

  it('promise nothing where there is no target', () => {
    const none = due({}, opened, { ...target, response: null, resolution: null });
    expect(Object.values(none)).toEqual([null, null, null, null, null]);
  });

  it('go on to the solution once it was answered, and end with it', () => {
    const answered = due({ respondedAt: at('2026-11-27T15:00:00Z') });
    expect(answered.nextDueAt).toEqual(at('2026-11-30T14:30:00Z'));
    const resolvedAt = at('2026-11-27T15:40:00Z');
    const solved = due({ category: 'resolved', resolvedAt }, resolvedAt);
    expect(solved).toMatchObject({
      responseDueAt: at('2026-11-27T15:30:00Z'),
      resolutionDueAt: at('2026-11-30T14:30:00Z'),
      nextDueAt: null,
      dueLookAt: null,
      duePauses: [{ from: resolvedAt.toISOString(), to: null }],
    });
  });

  it('stand still while the ticket waits, and go on with what was left', () => {
    const pausedAt = at('2026-11-27T15:00:00Z');
    const waiting = due({ category: 'pending' }, pausedAt);
    expect(waiting.nextDueAt).toBeNull();
    expect(waiting.dueLookAt).toBeNull();
    // Half an hour of the hour was left; it goes on on Monday at noon.
    const again = due({ pauses: waiting.duePauses! }, at('2026-11-30T11:00:00Z'));
    expect(again.responseDueAt).toEqual(at('2026-11-30T11:30:00Z'));
    // Seven and a half hours were left: five on Monday, the rest on Tuesday.
    expect(again.resolutionDueAt).toEqual(at('2026-12-01T10:30:00Z'));
    expect(again.duePauses).toEqual([
      { from: pausedAt.toISOString(), to: '2026-11-30T11:00:00.000Z' },
    ]);
    const twice = due({ category: 'pending', pauses: again.duePauses! }, at('2026-11-30T11:15Z'));
    const third = due({ pauses: twice.duePauses! }, at('2026-12-02T08:00:00Z'));
    expect(third.responseDueAt).toEqual(at('2026-12-02T08:15:00Z'));
  });

  it('do not move for a pause that began when the time was over', () => {
    const late = due({ category: 'pending' }, at('2026-11-30T12:00:00Z'));
    const again = due({ pauses: late.duePauses! }, at('2026-12-03T12:00:00Z'));
    expect(again.responseDueAt).toEqual(at('2026-11-27T15:30:00Z'));
  });

  it('are the same however often they are reckoned', () => {
    const once = due({ category: 'pending' }, at('2026-11-27T15:00:00Z'));
    const facts = { category: 'pending' as const, pauses: once.duePauses! };
    expect(due(facts, at('2026-11-27T15:20:00Z'))).toEqual(once);
  });
});

describe('when to look', () => {
  const running = runningOf({
    ...fresh,
    responseDueAt: at('2026-11-27T15:30:00Z'),
    resolutionDueAt: at('2026-11-30T14:30:00Z'),
  });

  it('is before each due time and at it, one after the other', () => {
    const looks: string[] = [];
    for (let look = lookAfter(running, 30); look; look = lookAfter(running, 30, look)) {
      looks.push(look.toISOString().slice(8, 16));
    }
    expect(looks).toEqual(['27T15:00', '27T15:30', '30T14:00', '30T14:30']);
  });
});

describe('how it stands with a promise', () => {
  const facts: PromiseFacts = { ...fresh, ...due({}), soonMinutes: 30 };
  const states = (now: string, more: Partial<typeof facts> = {}) => {
    const seen = promisesOf({ ...facts, ...more }, at(now));
    return [seen?.response?.state, seen?.resolution?.state];
  };

  it('runs, is soon, is over', () => {
    expect(states('2026-11-27T14:59:00Z')).toEqual(['running', 'running']);
    expect(states('2026-11-27T15:00:00Z')).toEqual(['soon', 'running']);
    expect(states('2026-11-27T15:30:00Z')).toEqual(['overdue', 'running']);
    expect(states('2026-11-30T14:31:00Z')).toEqual(['overdue', 'overdue']);
  });

  it('was kept or late, and a solution without a word is an answer', () => {
    const answered = { respondedAt: at('2026-11-27T15:30:00Z') };
    expect(states('2026-12-24T12:00:00Z', answered)).toEqual(['kept', 'overdue']);
    const solved = { category: 'closed' as const, resolvedAt: at('2026-11-30T14:00:00Z') };
    expect(states('2026-12-24T12:00:00Z', solved)).toEqual(['late', 'kept']);
  });

  it('waits with the ticket, unless it was over before', () => {
    const pauses = [{ from: '2026-11-27T16:00:00.000Z', to: null }];
    const waiting = { category: 'pending' as const, pauses };
    expect(states('2026-11-27T17:00:00Z', waiting)).toEqual(['overdue', 'paused']);
    const seen = promisesOf({ ...facts, ...waiting }, at('2026-11-27T17:00:00Z'));
    expect(seen?.resolution?.dueAt).toBeNull();
  });

  it('is nothing where nothing was promised', () => {
    const none = { responseDueAt: null, resolutionDueAt: null };
    expect(promisesOf({ ...facts, ...none }, opened)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { stepsOf } from '@/app/console/(inside)/admin/service-portal/_domains/steps-of';
import type { DomainState } from '@/tenants/domain-states';

const minutes = (count: number) => new Date(Date.UTC(2026, 10, 26, 9, count));
const orders = { ordersCertificates: true };

/** A host that went through these states, a minute each. */
function host(...states: DomainState[]) {
  const timeline = states.map((state, at) => ({ state, cause: null, at: minutes(at) }));
  return { state: states.at(-1)!, stateSince: minutes(states.length - 1), timeline };
}

const marks = (steps: ReturnType<typeof stepsOf>) =>
  steps.map(({ state, mark, at }) => `${state} ${mark} ${at?.getUTCMinutes() ?? '-'}`);

describe('the steps of a host', () => {
  it.each([
    [
      ['waitingForDns'],
      ['waitingForDns now 0', 'verified ahead -', 'issuing ahead -', 'active ahead -'],
    ],
    [
      ['waitingForDns', 'verified', 'issuing'],
      ['waitingForDns done 0', 'verified done 1', 'issuing now 2', 'active ahead -'],
    ],
    [
      ['waitingForDns', 'verified', 'issuing', 'active'],
      ['waitingForDns done 0', 'verified done 1', 'issuing done 2', 'active done 3'],
    ],
    [
      ['waitingForDns', 'failed'],
      [
        'waitingForDns done 0',
        'failed stopped 1',
        'verified ahead -',
        'issuing ahead -',
        'active ahead -',
      ],
    ],
    [
      ['waitingForDns', 'verified', 'issuing', 'active', 'dangling'],
      [
        'waitingForDns done 0',
        'verified done 1',
        'issuing done 2',
        'active done 3',
        'dangling stopped 4',
      ],
    ],
    [
      ['waitingForDns', 'verified', 'issuing', 'failed', 'waitingForDns'],
      ['waitingForDns now 4', 'verified ahead -', 'issuing ahead -', 'active ahead -'],
    ],
  ] satisfies [DomainState[], string[]][])('%j', (states, expected) => {
    expect(marks(stepsOf(host(...states), orders))).toEqual(expected);
  });

  it('without a certificate authority there is no issuing', () => {
    const steps = stepsOf(host('waitingForDns', 'verified'), { ordersCertificates: false });
    expect(marks(steps)).toEqual(['waitingForDns done 0', 'verified now 1', 'active ahead -']);
  });

  it('keeps an issuing that was, after the authority has been switched off', () => {
    const way = host('waitingForDns', 'verified', 'issuing', 'active');
    const steps = stepsOf(way, { ordersCertificates: false });
    expect(steps.map(({ state }) => state)).toContain('issuing');
  });

  it('of a host without a timeline, such as one made elsewhere, has the time of its state', () => {
    const bare = { state: 'active', stateSince: minutes(7), timeline: [] } as const;
    expect(marks(stepsOf({ ...bare, timeline: [] }, orders))).toEqual([
      'waitingForDns done -',
      'verified done -',
      'issuing done -',
      'active done 7',
    ]);
  });
});

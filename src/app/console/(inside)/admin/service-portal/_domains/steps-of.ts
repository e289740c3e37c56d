import type { DomainView } from '@/certificates/domain-view';
import type { DomainState } from '@/tenants/domain-states';

export interface Step {
  state: DomainState;
  /** `stopped`: where the way has ended for now, for a reason. */
  mark: 'done' | 'now' | 'stopped' | 'ahead';
  /** When it was reached; null ahead. */
  at: Date | null;
}

const way = ['waitingForDns', 'verified', 'issuing', 'active'] as const;

/**
 * The way of a host from its claim to its answering visitors, as far as it has come since it was
 * last begun. A state off the way stands after the last step that was reached. Without a
 * certificate authority there is no `issuing`.
 */
export function stepsOf(
  { state, stateSince, timeline }: Pick<DomainView, 'state' | 'stateSince' | 'timeline'>,
  { ordersCertificates }: { ordersCertificates: boolean },
): Step[] {
  const begun = timeline.findLastIndex((event) => event.state === 'waitingForDns');
  const since = timeline.slice(Math.max(0, begun));
  const reachedAt = (one: DomainState) => since.find((event) => event.state === one)?.at ?? null;
  const onWay = way.filter((one) => one !== 'issuing' || ordersCertificates || reachedAt(one));
  const at = (onWay as DomainState[]).indexOf(state);
  if (at >= 0) {
    return onWay.map((one, index) => {
      if (index > at) return { state: one, mark: 'ahead', at: null };
      const isLast = index === at;
      const mark = isLast && one !== 'active' ? 'now' : 'done';
      return { state: one, mark, at: reachedAt(one) ?? (isLast ? stateSince : null) };
    });
  }
  const reached = onWay.filter((one) => reachedAt(one));
  const last = reached.at(-1);
  const ahead = onWay.slice(last ? onWay.indexOf(last) + 1 : 0);
  return [
    ...reached.map((one) => ({ state: one, mark: 'done' as const, at: reachedAt(one) })),
    { state, mark: 'stopped', at: stateSince },
    ...ahead.map((one) => ({ state: one, mark: 'ahead' as const, at: null })),
  ];
}

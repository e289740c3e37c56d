'use client';

import { Form } from '@/ui/form';
import { Badge } from '@/ui/status-pill';
import { SubmitButton } from '@/ui/submit-button';
import { TimeAgo } from '@/ui/time-ago';
import { revokeOtherSessionsAction, revokeSessionAction } from './actions';
import type { SessionLine } from './session-line';

type Word = 'list' | 'here' | 'seen' | 'revoke' | 'revokeOf' | 'revokeOthers';

/** Where somebody is signed in; each sign-in but this one can be ended here. */
export function SessionList({
  sessions,
  locale,
  timeZone,
  words,
}: {
  sessions: readonly SessionLine[];
  locale: string;
  timeZone: string;
  /** `revokeOf` with `{name}`. */
  words: Record<Word, string>;
}) {
  return (
    <>
      <ul aria-label={words.list} className="rows">
        {sessions.map(({ id, name, address, seenAt, isCurrent, how }) => (
          <li key={id} className="row">
            <div className="row-main">
              {name} {isCurrent && <Badge tone="accent">{words.here}</Badge>}
              <p className="row-note">
                {words.seen} <TimeAgo at={seenAt} locale={locale} timeZone={timeZone} /> ·{' '}
                <bdi dir="ltr">{address}</bdi>
                {how && ` · ${how}`}
              </p>
            </div>
            {!isCurrent && (
              <Form action={revokeSessionAction} className="">
                <input type="hidden" name="sessionId" value={id} />
                <SubmitButton
                  variant="secondary"
                  size="sm"
                  aria-label={words.revokeOf.replace('{name}', name)}
                >
                  {words.revoke}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 2 && (
        <Form action={revokeOtherSessionsAction} className="pt-3">
          <div>
            <SubmitButton variant="secondary">{words.revokeOthers}</SubmitButton>
          </div>
        </Form>
      )}
    </>
  );
}

'use client';

import { useEffect, useRef, useState } from 'react';
import type { FeedbackReason, FeedbackVerdict, OwnFeedback } from '@/knowledge/feedback/feedback';
import type { ActionState } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { RadioGroup } from '@/ui/radio-group';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { giveFeedbackAction } from './actions';

export interface FeedbackWords {
  question: string;
  yes: string;
  no: string;
  thanks: string;
  sorry: string;
  why: string;
  reasons: Record<FeedbackReason, string>;
  comment: string;
  optional: string;
  nobodyAnswers: string;
  openTicket: string;
  send: string;
  kept: string;
  changedYes: string;
  changedNo: string;
}

interface Said {
  verdict: FeedbackVerdict;
  /** They have said why. */
  isExplained: boolean;
}

/**
 * Asks whether the article has helped, and after a no why not. It is one form that shows what is
 * next, also where it is posted without scripts, and whoever changes their mind says so there.
 */
export function FeedbackForm({
  articleId,
  language,
  version,
  own,
  ticketPath,
  words,
}: {
  articleId: string;
  language: string;
  version: number;
  /** What this reader has said of this version before. */
  own: OwnFeedback | null;
  /** Where they open a ticket; undefined where they may not. */
  ticketPath: string | undefined;
  words: FeedbackWords;
}) {
  const before = own && { verdict: own.verdict, isExplained: Boolean(own.reason || own.comment) };
  const [said, setSaid] = useState<Said | null>(before);
  const head = useRef<HTMLHeadingElement>(null);
  const first = useRef(said);
  useEffect(() => {
    // The button that was pressed is gone: what it led to gets the focus.
    if (said !== first.current) head.current?.focus();
  }, [said]);
  return (
    <Form<Said>
      action={giveFeedbackAction}
      onSuccess={setSaid}
      className="form article-feedback-form"
      aria-labelledby="article-feedback"
    >
      {(state) => {
        const now = saidBy(state) ?? said;
        const heading = !now ? words.question : now.verdict === 'yes' ? words.thanks : words.sorry;
        return (
          <>
            <h2 id="article-feedback" ref={head} tabIndex={-1}>
              {heading}
            </h2>
            <input type="hidden" name="articleId" value={articleId} />
            <input type="hidden" name="language" value={language} />
            <input type="hidden" name="version" value={version} />
            {!now && (
              <div className="button-group">
                <Say verdict="yes">{words.yes}</Say>
                <Say verdict="no">{words.no}</Say>
              </div>
            )}
            {now?.verdict === 'yes' && (
              <div>
                <Say verdict="no" quiet>
                  {words.changedNo}
                </Say>
              </div>
            )}
            {now?.verdict === 'no' && (
              <Reasons own={own} isKept={now.isExplained} ticketPath={ticketPath} words={words} />
            )}
          </>
        );
      }}
    </Form>
  );
}

/** What was said last; a post without scripts that was refused gives back what it tried to say. */
function saidBy(state: ActionState<Said>): Said | undefined {
  if (!state) return undefined;
  if (state.ok) return state.value;
  return state.values?.verdict === 'no' ? { verdict: 'no', isExplained: false } : undefined;
}

function Reasons({
  own,
  isKept,
  ticketPath,
  words,
}: {
  own: OwnFeedback | null;
  isKept: boolean;
  ticketPath: string | undefined;
  words: FeedbackWords;
}) {
  return (
    <>
      {isKept && <Notice tone="success">{words.kept}</Notice>}
      <RadioGroup
        name="reason"
        legend={words.why}
        defaultValue={own?.reason ?? undefined}
        options={Object.entries(words.reasons).map(([value, label]) => ({ value, label }))}
      />
      <TextArea
        name="comment"
        label={words.comment}
        mark={words.optional}
        rows={3}
        maxLength={2_000}
        dir="auto"
        defaultValue={own?.comment ?? ''}
      />
      <p className="text-muted text-sm">
        {words.nobodyAnswers}{' '}
        {ticketPath && (
          <a href={ticketPath} className="link">
            {words.openTicket}
          </a>
        )}
      </p>
      <div className="button-group">
        <SubmitButton name="verdict" value="no">
          {words.send}
        </SubmitButton>
        <Say verdict="yes" quiet>
          {words.changedYes}
        </Say>
      </div>
    </>
  );
}

function Say({
  verdict,
  quiet,
  children,
}: {
  verdict: FeedbackVerdict;
  quiet?: boolean;
  children: string;
}) {
  return (
    <SubmitButton name="verdict" value={verdict} variant={quiet ? 'quiet' : 'secondary'}>
      {children}
    </SubmitButton>
  );
}

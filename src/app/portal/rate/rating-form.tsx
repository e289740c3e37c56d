'use client';

import './rating.css';
import { Star } from 'lucide-react';
import { useState } from 'react';
import { type RatingScore, ratingScores } from '@/tickets/ratings/rating-view';
import { FieldError } from '@/ui/field';
import { Form } from '@/ui/form';
import { useField } from '@/ui/form-context';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { rateTicketAction } from './actions';

interface RatingWords {
  legend: string;
  /** From one star to five. */
  scores: string[];
  comment: string;
  optional: string;
  send: string;
  thanks: string;
  given: string;
}

/** One to five stars and a comment; it stays on the page and can be sent again. */
export function RatingForm({
  token,
  score,
  comment,
  isGiven,
  words,
}: {
  token: string;
  /** What is chosen to begin with. */
  score: RatingScore | null;
  comment: string;
  /** It was sent before. */
  isGiven: boolean;
  words: RatingWords;
}) {
  const [done, setDone] = useState(false);
  return (
    <Form action={rateTicketAction} onSuccess={() => setDone(true)} onChange={() => setDone(false)}>
      <input type="hidden" name="token" value={token} />
      {!done && isGiven && <Notice>{words.given}</Notice>}
      <Stars score={score} words={words} />
      <TextArea
        name="comment"
        label={words.comment}
        mark={words.optional}
        rows={3}
        maxLength={2_000}
        dir="auto"
        defaultValue={comment}
      />
      <SubmitButton wide>{words.send}</SubmitButton>
      <div role="status">{done && <Notice tone="success">{words.thanks}</Notice>}</div>
    </Form>
  );
}

function Stars({ score, words }: { score: RatingScore | null; words: RatingWords }) {
  const [chosen, choose] = useState(score);
  const field = useField('score', {});
  return (
    <fieldset {...field.aria} className="field">
      <legend className="field-label mb-1">{words.legend}</legend>
      <div className="rating-stars">
        {ratingScores.map((one, at) => (
          <label key={one} title={words.scores[at]}>
            <input
              type="radio"
              name="score"
              value={one}
              required
              defaultChecked={one === score}
              onChange={() => choose(one)}
              className="sr-only"
            />
            <Star aria-hidden />
            <span className="sr-only">{`${one}: ${words.scores[at]}`}</span>
          </label>
        ))}
        <span aria-hidden className="text-muted">
          {chosen && words.scores[chosen - 1]}
        </span>
      </div>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
    </fieldset>
  );
}

import { useState } from 'react';
import { newSubmissionId } from './submission-id';

/**
 * The id that makes what one filled-in form sends happen once. It stays while the page is drawn
 * anew, `initial` or not: a form sent again after an answer was lost must come under the same one.
 */
export function useSubmissionId(initial?: string) {
  const [id, setId] = useState(() => initial ?? newSubmissionId());
  const renew = () => setId(newSubmissionId());
  return {
    id,
    renew,
    /**
     * For a form's `onRefused`: whether another version came before this one, which is a new one
     * from now on.
     */
    renewIfUsed: (refused: Record<string, string>) => {
      const isUsed = 'submissionId' in refused;
      if (isUsed) renew();
      return isUsed;
    },
  };
}

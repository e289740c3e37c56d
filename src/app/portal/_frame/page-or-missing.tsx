import 'server-only';
import type { ReactNode } from 'react';
import { Refusal } from '@/platform/errors';
import { answerWith } from '@/platform/request-context';
import { Page } from '@/ui/page';
import { Missing } from './missing';

/**
 * Draws a page of the portal. Whatever refuses with 404 meanwhile becomes the one page for it,
 * inside the frame and drawn by the server: Next's own `notFound()` sends an empty document
 * that only scripts fill, and a `not-found.tsx` would be drawn beside every page, needed or not.
 */
export async function pageOrMissing(
  draw: () => Promise<ReactNode>,
  /** Below that page, where there is more to say. */
  more?: ReactNode,
): Promise<ReactNode> {
  try {
    return await draw();
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
    answerWith(404);
    return (
      <Page>
        <Missing />
        {more}
      </Page>
    );
  }
}

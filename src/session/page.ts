import 'server-only';
import { forbidden, notFound } from 'next/navigation';
import { Refusal } from '@/platform/errors';

/** A room's answer for a page: "not there" and "not allowed" become the page's own 404 and 403. */
export async function orNotFoundPage<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) notFound();
    if (error instanceof Refusal && error.status === 403) forbidden();
    throw error;
  }
}

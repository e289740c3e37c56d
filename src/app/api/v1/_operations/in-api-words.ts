import 'server-only';
import { Refusal } from '@/platform/errors';

/** Names a verb's fields as the API calls them, where it calls them otherwise. */
export async function inApiWords<T>(names: Record<string, string>, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { key, status, values, retryAfter } = error;
    const fields = Object.fromEntries(
      Object.entries(error.fields).map(([name, reason]) => [names[name] ?? name, reason]),
    );
    const details = { status, values, fields };
    throw new Refusal(key, retryAfter === undefined ? details : { ...details, retryAfter });
  }
}

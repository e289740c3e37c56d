import 'server-only';
import type { ToldProgress } from '@/people/judge-lines';
import { answerRefusal } from '../answer-refusal';

/**
 * Answers with what `work` says of its progress, a line of JSON each: `{"done":…,"total":…}` and at
 * last `{"value":…}`, or `{"problem":…}` where it fails after all. What it refuses before it has
 * begun is thrown, so that it can be answered with its own status.
 */
export async function tellProgress<T>(work: (told: ToldProgress) => Promise<T>): Promise<Response> {
  const lines = new TransformStream<Uint8Array, Uint8Array>();
  const writer = lines.writable.getWriter();
  const encoder = new TextEncoder();
  const say = (line: object) => writer.write(encoder.encode(`${JSON.stringify(line)}\n`));
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const working = work((done, total) => {
    begin();
    // Whoever asked may have left; that is no failure of the work.
    return say({ done, total }).catch(() => {});
  });
  working
    .then(
      (value) => say({ value }),
      async (error) => say({ problem: await (await answerRefusal(error)).json() }),
    )
    .then(() => writer.close())
    .catch(() => {});
  await Promise.race([begun, working]);
  return new Response(lines.readable, {
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'private, no-store',
    },
  });
}

import { Readable } from 'node:stream';
import { exportKnowledge, zipHeaders } from '@/knowledge/export/export-knowledge';
import { requireAdmin } from '@/session/require-person';

/** The whole knowledge base as a zip file. */
export async function GET(): Promise<Response> {
  const zip = await exportKnowledge(await requireAdmin());
  return new Response(Readable.toWeb(zip) as ReadableStream<Uint8Array>, { headers: zipHeaders });
}

import { bodyOfStream } from '@/app/api/body-of-stream';
import { exportKnowledge, zipHeaders } from '@/knowledge/export/export-knowledge';
import { requireAdmin } from '@/session/require-person';

/** The whole knowledge base as a zip file. */
export async function GET(): Promise<Response> {
  const zip = await exportKnowledge(await requireAdmin());
  return new Response(bodyOfStream(zip), { headers: zipHeaders });
}

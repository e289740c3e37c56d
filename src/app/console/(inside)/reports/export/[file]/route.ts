import { csvHeaders } from '@/platform/write-csv';
import { requireTechnician } from '@/session/require-person';
import { ReportFile, writeReport } from '@/tickets/reports/write-report';
import { reportQuery } from '../../report-query';

interface FileAddress {
  params: Promise<{ file: string }>;
}

/** What the page shows, as CSV. */
export async function GET(request: Request, { params }: FileAddress): Promise<Response> {
  const scope = await requireTechnician();
  const file = ReportFile.safeParse((await params).file);
  if (!file.success) return new Response(null, { status: 404 });
  const { wanted } = reportQuery(Object.fromEntries(new URL(request.url).searchParams));
  const text = await writeReport(scope, file.data, wanted);
  return new Response(text, { headers: csvHeaders(`report-${file.data}`) });
}

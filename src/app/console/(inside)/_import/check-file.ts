import type { ActionState } from '@/ui/action-state';

export interface Checked {
  done: number;
  total: number;
}

type Line<Plan> = Checked | { value: Plan } | { problem: { detail?: string; reference?: string } };

/** Has the server judge lines of CSV; says how far it is, and at last what would become of them. */
export async function checkFile<Plan>(
  kind: 'companies' | 'contacts',
  csv: string,
  told: (checked: Checked) => void,
  unreachable: string,
): Promise<ActionState<Plan>> {
  const file = new Blob([csv], { type: 'text/csv; charset=utf-8' });
  const answer = await sendFile<Plan>(`/api/imports/${kind}?face=console`, file, told, unreachable);
  if (!answer || answer.ok || answer.message === unreachable) return answer;
  return { ...answer, fields: { csv: answer.message } };
}

/** The same for any file and the address that judges it. */
export async function sendFile<Plan>(
  address: string,
  file: Blob,
  told: (checked: Checked) => void,
  unreachable: string,
): Promise<ActionState<Plan>> {
  try {
    const answer = await fetch(address, { method: 'POST', body: file });
    if (!answer.ok) return refused(await answer.json(), unreachable);
    let last: Line<Plan> | undefined;
    for await (const line of linesOf<Line<Plan>>(answer.body!)) {
      last = line;
      if ('done' in line) told(line);
    }
    if (last && 'value' in last) return { ok: true, value: last.value };
    return refused(last && 'problem' in last ? last.problem : {}, unreachable);
  } catch {
    return { ok: false, message: unreachable };
  }
}

function refused(
  { detail, reference }: { detail?: string; reference?: string },
  unreachable: string,
): ActionState<never> {
  if (!detail) return { ok: false, message: unreachable };
  return { ok: false, message: detail, reference };
}

async function* linesOf<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as T;
  }
}

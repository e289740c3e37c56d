import type { DiffLine } from '@/knowledge/diff-lines';

/** Two texts line by line; what went and what came are marked by a sign too, not by colour alone. */
export function ComparedLines({
  before,
  after,
  lines,
  language,
}: {
  /** Their titles. */
  before: string;
  after: string;
  lines: readonly DiffLine[];
  language: string;
}) {
  const titles: DiffLine[] =
    before === after
      ? [{ kind: 'same', text: after }]
      : [
          { kind: 'removed', text: before },
          { kind: 'added', text: after },
        ];
  const all = [...titles, ...lines].map((line, at) => ({ ...line, at }));
  return (
    <div className="compared" lang={language}>
      {all.map(({ kind, text, at }) => (
        <p key={at} className={`compared-${kind}`} dir="auto">
          {kind === 'removed' ? <del>{text}</del> : kind === 'added' ? <ins>{text}</ins> : text}
        </p>
      ))}
    </div>
  );
}

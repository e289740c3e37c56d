export type DrawingName = 'letters' | 'people' | 'search' | 'done' | 'lost' | 'broken' | 'files';

const strokes = {
  letters: (
    <>
      <path d="M12 22h36a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4V26a4 4 0 0 1 4-4z" />
      <path d="m9 25 18.5 14a4 4 0 0 0 5 0L51 25" fill="none" />
      <path d="M16 16h34a8 8 0 0 1 8 8v18" fill="none" />
    </>
  ),
  people: (
    <>
      <circle cx="24" cy="22" r="9" />
      <path d="M8 52c0-9 7-15 16-15s16 6 16 15" />
      <path d="M40 14a8 8 0 0 1 0 15.5M46 39c6 2 10 7 10 13" fill="none" />
    </>
  ),
  search: (
    <>
      <circle cx="27" cy="27" r="16" />
      <path d="m39 39 15 15M20 27h14M20 21h8M20 33h10" fill="none" />
    </>
  ),
  done: (
    <>
      <circle cx="32" cy="32" r="22" />
      <path d="m22 33 7 7 14-16" fill="none" />
    </>
  ),
  lost: (
    <>
      <path d="M10 14v40l14-6 16 6 14-6V8l-14 6-16-6z" />
      <path d="M24 8v40M40 14v40" fill="none" />
    </>
  ),
  broken: (
    <>
      <path d="M8 42V16a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v26a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4z" />
      <path d="M24 54h16M32 46v8M32 20v10M32 36.5v.5" fill="none" />
    </>
  ),
  files: (
    <>
      <path d="M16 8h22l12 12v32a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4V12a4 4 0 0 1 4-4z" />
      <path d="M38 8v12h12M22 32h20M22 40h14" fill="none" />
    </>
  ),
} satisfies Record<DrawingName, React.ReactNode>;

/** A small line drawing for states without content; says nothing that the words don't. */
export function Drawing({ name, className }: { name: DrawingName; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 64 64"
      fill="var(--fill, none)"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {strokes[name]}
    </svg>
  );
}

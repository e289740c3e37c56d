import type { AccentScale } from '@/ui/accent';

/** 1200 × 630: the title, under whose logo, over whose colour. For `next/og`, so every box is a flexbox. */
export function SocialImage({
  title,
  name,
  accent,
  logo,
}: {
  title: string;
  /** Of the tenant. */
  name: string;
  accent: AccentScale;
  /** On white; `src` is a data URL. */
  logo: { src: string; width: number; height: number } | undefined;
}) {
  return (
    <div style={{ ...column, width: '100%', height: '100%', background: '#ffffff' }}>
      <div style={{ ...column, flexGrow: 1, padding: '64px 80px 48px' }}>
        {logo && <img alt="" {...logo} />}
        <div style={{ ...column, flexGrow: 1, justifyContent: 'center' }}>
          <div style={{ color: '#15171a', lineHeight: 1.15, fontSize: sizeFor(title) }}>
            {title}
          </div>
        </div>
      </div>
      <div
        style={{
          display: 'flex',
          alignItems: 'center',
          height: 112,
          padding: '0 80px',
          fontSize: 36,
          background: accent['--accent'],
          color: accent['--on-accent'],
        }}
      >
        {name}
      </div>
    </div>
  );
}

const column = { display: 'flex', flexDirection: 'column' } as const;

/** So that the longest title that is drawn takes four lines. */
function sizeFor({ length }: string): number {
  if (length <= 40) return 84;
  return length <= 80 ? 68 : 54;
}

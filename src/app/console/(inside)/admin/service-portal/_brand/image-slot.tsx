'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useState } from 'react';
import { type BrandImageKind, mostImageBytes } from '@/settings/brand-image-kinds';
import { buttonClass } from '@/ui/button';
import { FieldHelp } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { useUiTexts } from '@/ui/ui-texts';
import { DeedButton } from '../../../_forms/deed-button';
import { removeBrandImageAction } from './actions';

/** One picture: as it is now, another file in its place, or none. */
export function ImageSlot({
  kind,
  label,
  help,
  path,
  tooLarge,
}: {
  kind: BrandImageKind;
  label: string;
  help: string;
  /** Of the picture there is. */
  path?: string;
  /** The server's own sentence for what is over the limit. */
  tooLarge: string;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function choose({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const [file] = currentTarget.files ?? [];
    if (!file || busy) return;
    setFailure(undefined);
    if (file.size > mostImageBytes) setFailure(tooLarge);
    else {
      setBusy(true);
      setFailure(await upload(kind, file).catch(() => texts.unreachable));
      setBusy(false);
      router.refresh();
    }
    currentTarget.value = ''; // the same file may be chosen again
  }

  return (
    <div className="grid gap-x-6 gap-y-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <div
        className="grid h-20 place-items-center rounded-md border border-line p-3"
        style={{ background: kind === 'logoDark' ? '#101216' : '#ffffff' }}
      >
        {path ? (
          <img src={path} alt={label} className="max-h-14 max-w-full object-contain" />
        ) : (
          <span className="text-sm" style={{ color: kind === 'logoDark' ? '#a8adb6' : '#5a606b' }}>
            {t('console.admin.images.none')}
          </span>
        )}
      </div>
      <div className="grid content-start justify-items-start gap-2">
        <h3>{label}</h3>
        <FieldHelp>{help}</FieldHelp>
        <div className="flex flex-wrap gap-2">
          <label
            aria-busy={busy || undefined}
            className={`${buttonClass({ size: 'sm' })} focus-within:outline-2`}
          >
            {path ? t('console.admin.images.replace') : t('console.admin.images.choose')}
            <span className="sr-only">{label}</span>
            <input
              type="file"
              accept="image/png,image/jpeg,image/webp"
              className="sr-only"
              onChange={choose}
            />
          </label>
          {path && (
            <DeedButton
              action={removeBrandImageAction}
              fields={{ kind }}
              size="sm"
              variant="quiet"
              aria-label={texts.remove.replace('{name}', label)}
            >
              {t('console.admin.images.remove')}
            </DeedButton>
          )}
        </div>
        {failure && (
          <Notice tone="danger" role="alert">
            {failure}
          </Notice>
        )}
      </div>
    </div>
  );
}

/** Sends the file itself; resolves with the server's sentence where it refuses. */
async function upload(kind: BrandImageKind, file: File): Promise<string | undefined> {
  const answer = await fetch(`/api/brand?kind=${kind}`, { method: 'POST', body: file });
  if (answer.ok) return undefined;
  const problem = (await answer.json()) as { detail?: string };
  return problem.detail ?? Promise.reject(new Error(`answered ${answer.status}`));
}

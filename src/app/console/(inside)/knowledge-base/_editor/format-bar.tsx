'use client';

import {
  Bold,
  Code,
  Heading2,
  ImagePlus,
  Italic,
  Lightbulb,
  Link2,
  List,
  ListOrdered,
  Table2,
  TriangleAlert,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { IconButton } from '@/ui/icon-button';
import { insertText, prefixLines, wrapText } from './insert-text';

type Deed = (field: HTMLTextAreaElement) => void;

const deeds = [
  ['console.knowledge.mark.heading', Heading2, (f) => prefixLines(f, () => '## ')],
  ['console.knowledge.mark.bold', Bold, (f) => wrapText(f, '**', '**')],
  ['console.knowledge.mark.italic', Italic, (f) => wrapText(f, '*', '*')],
  ['console.knowledge.mark.link', Link2, (f) => wrapText(f, '[', '](https://)')],
  ['console.knowledge.mark.list', List, (f) => prefixLines(f, () => '- ')],
  ['console.knowledge.mark.steps', ListOrdered, (f) => prefixLines(f, (at) => `${at + 1}. `)],
  ['console.knowledge.mark.code', Code, (f) => wrapText(f, '\n\n```\n', '\n```\n')],
  ['console.knowledge.mark.table', Table2, (f) => insertText(f, emptyTable)],
  ['console.knowledge.mark.tip', Lightbulb, (f) => wrapText(f, '\n\n> [!TIP]\n> ', '\n')],
  [
    'console.knowledge.mark.warning',
    TriangleAlert,
    (f) => wrapText(f, '\n\n> [!WARNING]\n> ', '\n'),
  ],
] as const satisfies [string, typeof Bold, Deed][];

const emptyTable = '\n\n|   |   |\n| --- | --- |\n|   |   |\n';

/** Buttons that write the marks of Markdown around what is selected. */
export function FormatBar({
  field,
  onImages,
}: {
  field: () => HTMLTextAreaElement | undefined;
  onImages: (files: FileList) => void;
}) {
  const t = useTranslations();
  const files = useRef<HTMLInputElement>(null);
  return (
    <fieldset aria-label={t('console.knowledge.marks')} className="flex flex-wrap">
      {deeds.map(([key, Icon, deed]) => (
        <IconButton
          key={key}
          size="sm"
          label={t(key)}
          icon={<Icon aria-hidden />}
          onClick={() => {
            const target = field();
            if (target) deed(target);
          }}
        />
      ))}
      <IconButton
        size="sm"
        label={t('console.knowledge.mark.image')}
        icon={<ImagePlus aria-hidden />}
        onClick={() => files.current?.click()}
      />
      <input
        ref={files}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        aria-label={t('console.knowledge.mark.image')}
        onChange={(event) => {
          if (event.currentTarget.files) onImages(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </fieldset>
  );
}

'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { useUiTexts } from './ui-texts';

/** Copies `value`; says so on itself for two seconds. `of` names it: "Copy the password". */
export function CopyButton({
  value,
  of,
  iconOnly,
  ...button
}: Omit<ButtonProps, 'value' | 'onClick' | 'icon' | 'children'> & {
  value: string;
  of?: string;
  iconOnly?: boolean;
}) {
  const texts = useUiTexts();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const words = copied ? texts.copied : (of ?? texts.copy);
  return (
    <Button
      size="sm"
      {...button}
      title={iconOnly ? words : undefined}
      aria-label={iconOnly ? words : undefined}
      className={iconOnly ? 'icon-button' : undefined}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={async () => {
        await copy(value);
        setCopied(true);
      }}
    >
      {!iconOnly && words}
      <span role="status" className="sr-only">
        {copied && texts.copied}
      </span>
    </Button>
  );
}

/** Over plain HTTP on a foreign host there is no clipboard; the old way works there. */
async function copy(value: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(value);
  const area = document.createElement('textarea');
  area.value = value;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import { useUiTexts } from './ui-texts';

/** Who opens a dialog with a form wants to type, not to close it. */
const firstField = '.dialog-body :is(input:not([type="hidden"]), textarea, select)';

/**
 * The browser's own modal dialog: it keeps the focus, closes on Escape and on a press outside,
 * and gives the focus back. Its content is there only while it is open.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  text,
  actions,
  wide,
  alert = false,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  text?: ReactNode;
  /** At the foot; the deed last. */
  actions?: ReactNode;
  wide?: boolean;
  /** Asks something that must be answered: a press outside does not close it. */
  alert?: boolean;
  children?: ReactNode;
}) {
  const texts = useUiTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    if (!dialog.current?.open) {
      dialog.current?.showModal();
      dialog.current?.querySelector<HTMLElement>(firstField)?.focus();
    }
    // A dialog that leaves the page without having been closed takes the focus with it.
    return () => {
      const isLost = document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement) before.focus();
    };
  }, [open]);
  if (!open) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does for the keyboard what the press outside does
    <dialog
      ref={dialog}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={text ? `${id}-text` : undefined}
      className={classNames('dialog', wide && 'dialog-wide')}
      onClose={() => onOpenChange(false)}
      onClick={(event) => {
        if (!alert && event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className="dialog-box">
        <div className="flex items-start justify-between gap-4">
          <h2 id={`${id}-title`}>{title}</h2>
          {!alert && (
            <IconButton
              size="sm"
              label={texts.close}
              icon={<X aria-hidden />}
              className="dialog-close"
              onClick={() => dialog.current?.close()}
            />
          )}
        </div>
        {text && (
          <div id={`${id}-text`} className="dialog-text">
            {text}
          </div>
        )}
        {children && <div className="dialog-body">{children}</div>}
        {actions && <div className="dialog-actions">{actions}</div>}
      </div>
    </dialog>
  );
}

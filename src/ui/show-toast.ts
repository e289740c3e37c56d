/** What a toast says, and at most one deed: an undo. */
export interface ToastMessage {
  text: string;
  tone?: 'neutral' | 'success' | 'danger';
  action?: { label: string; run: () => void };
}

export const toastEvent = 'ui:toast';

/** Says something in passing. Needs `Toaster` in the layout; never the only place for news. */
export function showToast(message: ToastMessage) {
  window.dispatchEvent(new CustomEvent<ToastMessage>(toastEvent, { detail: message }));
}

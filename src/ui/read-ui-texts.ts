import type { UiTexts } from './ui-texts';

type UiTextKey =
  | 'ui.close'
  | 'ui.cancel'
  | 'ui.copy'
  | 'ui.copied'
  | 'ui.showPassword'
  | 'ui.hidePassword'
  | 'ui.remove'
  | 'ui.retry'
  | 'ui.unreachable'
  | 'ui.reference'
  | 'ui.notifications'
  | 'ui.shortcuts'
  | 'ui.showShortcuts'
  | 'ui.thenKey';

/** The texts for `UiTextsProvider`, from the root translator of the request's language. */
export function readUiTexts(
  t: (key: UiTextKey, values?: Record<string, string>) => string,
): UiTexts {
  return {
    close: t('ui.close'),
    cancel: t('ui.cancel'),
    copy: t('ui.copy'),
    copied: t('ui.copied'),
    showPassword: t('ui.showPassword'),
    hidePassword: t('ui.hidePassword'),
    remove: t('ui.remove', { name: '{name}' }),
    retry: t('ui.retry'),
    unreachable: t('ui.unreachable'),
    reference: t('ui.reference'),
    notifications: t('ui.notifications'),
    shortcuts: t('ui.shortcuts'),
    showShortcuts: t('ui.showShortcuts'),
    thenKey: t('ui.thenKey'),
  };
}

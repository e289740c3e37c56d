/** What a person chose; `system` follows the device. Kept in the cookie `theme`. */
export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'theme';

/** The value of the cookie → the theme; anything unknown is `system`. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

/** For `<html data-theme={…}>`: absent for `system`, where the media query decides. */
export function themeAttribute(theme: Theme): 'light' | 'dark' | undefined {
  return theme === 'system' ? undefined : theme;
}

/** For `export const viewport`: the browser's own bars take the page's ground. */
export const themeColors = [
  { media: '(prefers-color-scheme: light)', color: '#fafbfc' },
  { media: '(prefers-color-scheme: dark)', color: '#0f1114' },
];

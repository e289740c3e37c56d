'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { type Theme, themeAttribute, themeCookie, themes } from './theme';

const icons = { light: Sun, dark: Moon, system: Monitor } satisfies Record<Theme, unknown>;

/** Light, dark, or as the device; at once, and in the cookie for the next page. */
export function ThemeSwitch({
  legend,
  labels,
  initial,
}: {
  legend: string;
  labels: Record<Theme, string>;
  initial: Theme;
}) {
  const [theme, setTheme] = useState(initial);
  function choose(next: Theme) {
    setTheme(next);
    const root = document.documentElement;
    const attribute = themeAttribute(next);
    if (attribute) root.dataset.theme = attribute;
    else delete root.dataset.theme;
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${themeCookie}=${next}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }
  return (
    <fieldset>
      <legend className="field-label mb-1">{legend}</legend>
      <div className="segments">
        {themes.map((value) => {
          const Icon = icons[value];
          return (
            <label key={value} className="segment">
              <input
                type="radio"
                name="theme"
                value={value}
                checked={theme === value}
                onChange={() => choose(value)}
              />
              <Icon aria-hidden />
              {labels[value]}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

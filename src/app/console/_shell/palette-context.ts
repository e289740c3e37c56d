'use client';

import { createContext } from 'react';

/** Opens the palette from anywhere in the console. */
export const PaletteContext = createContext<() => void>(() => {});

'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './icon-button';
import { TextField, type TextFieldProps } from './text-field';
import { useUiTexts } from './ui-texts';

/** A password that can be looked at. Set `autoComplete` (`current-password`, `new-password`). */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'tail'>) {
  const texts = useUiTexts();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      type={shown ? 'text' : 'password'}
      tail={
        <IconButton
          size="sm"
          label={shown ? texts.hidePassword : texts.showPassword}
          aria-pressed={shown}
          icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}

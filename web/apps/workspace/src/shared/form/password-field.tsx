import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import classes from './password-field.module.css';
import { passwordStrength } from './password-strength';

type Props = Omit<TextInputProps, 'type' | 'value' | 'rightSection'> & {
  value: string;
  /** For a password that is being chosen: shows how strong it is. */
  isNew?: boolean;
};

/** A password, hidden until its eye is pressed. */
export function PasswordField({ isNew = false, ...rest }: Props) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  const strength = isNew && rest.value !== '' ? passwordStrength(rest.value) : null;
  const Eye = isShown ? IconEyeOff : IconEye;
  return (
    <TextInput
      {...rest}
      type={isShown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      autoCapitalize="none"
      spellCheck={false}
      rightSectionWidth={isNew ? 112 : 40}
      rightSectionProps={{ className: classes.section }}
      rightSection={
        <>
          {isNew && (
            <span role="status" className={classes.strength} data-strength={strength}>
              {strength && t(`form.strength.${strength}`)}
            </span>
          )}
          <ActionIcon
            type="button"
            aria-label={t(isShown ? 'form.hidePassword' : 'form.showPassword')}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            <Eye size={16} stroke={1.75} />
          </ActionIcon>
        </>
      }
    />
  );
}

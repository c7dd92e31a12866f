import { ActionIcon, type ActionIconProps } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';

type Props = Omit<ActionIconProps, 'aria-label'> &
  Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps | 'children'> & {
    /** What it does: its name for screen readers and its tooltip. */
    label: string;
    /** Keys that do the same, shown in the tooltip. */
    keys?: string;
    children: ReactNode;
  };

/** A button that shows only an icon; it always has a name and a tooltip. */
export function IconButton({ label, keys, children, ...rest }: Props) {
  return (
    <ActionIcon aria-label={label} data-tip={label} data-tip-keys={keys} type="button" {...rest}>
      {children}
    </ActionIcon>
  );
}

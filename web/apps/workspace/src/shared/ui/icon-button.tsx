import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './icon-button.module.css';
import { Keys } from './kbd';

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
  const tip = keys ? (
    <span className={classes.tip}>
      {label}
      <Keys keys={keys} />
    </span>
  ) : (
    label
  );
  return (
    <Tooltip label={tip}>
      <ActionIcon aria-label={label} type="button" {...rest}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

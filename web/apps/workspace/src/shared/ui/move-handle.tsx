import { IconGripVertical } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useT } from '@/i18n/provider';
import { IconButton } from './icon-button';
import classes from './move-handle.module.css';

type Props = Pick<ComponentProps<'button'>, 'onPointerDown' | 'onKeyDown'> & {
  /** What it moves. */
  name: string;
};

/** The grip by which a row of a list is dragged, or moved with the arrow keys. */
export function MoveHandle({ name, ...rest }: Props) {
  const t = useT();
  return (
    <IconButton
      {...rest}
      className={classes.handle}
      size={24}
      label={t('common.move', { name })}
      keys="ArrowUp ArrowDown"
    >
      <IconGripVertical size={16} stroke={1.75} />
    </IconButton>
  );
}

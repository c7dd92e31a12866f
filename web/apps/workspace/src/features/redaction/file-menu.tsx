import type { Attachment, Comment } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconDots, IconEraser } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { askedRedaction } from './asked';
import classes from './redaction.module.css';

type Props = { comment: Comment; file: Attachment };

/** What can be done with a file on a message; nothing is left to do with one that is empty. */
export function FileMenu({ comment, file }: Props) {
  const t = useT();
  if (file.size === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton
          size={24}
          className={classes.fileOpener}
          label={t('redaction.fileMenu', { name: file.file_name })}
        >
          <IconDots size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconEraser size={16} stroke={1.75} />}
          onClick={() => askedRedaction.set({ comment, file })}
        >
          {t('redaction.redactFile')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

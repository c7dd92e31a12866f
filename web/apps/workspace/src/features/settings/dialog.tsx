import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/provider';

type Props = { title: string; onClose: () => void; size?: number; children: ReactNode };

/** A small window over a settings page. */
export function Dialog({ title, onClose, size = 480, children }: Props) {
  const t = useT();
  return (
    <Modal
      opened
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onClose={onClose}
    >
      {children}
    </Modal>
  );
}

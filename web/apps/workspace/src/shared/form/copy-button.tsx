import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';

type Props = {
  text: string;
  /** What is copied, for screen readers; it begins with what the button shows. */
  label?: string;
};

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label }: Props) {
  const t = useT();
  const clipboard = useClipboard({ timeout: 2000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <Button
      size="xs"
      leftSection={<Icon size={14} stroke={1.75} aria-hidden="true" />}
      aria-label={clipboard.copied ? undefined : label}
      onClick={() => clipboard.copy(text)}
    >
      <span role="status">{t(clipboard.copied ? 'form.copied' : 'form.copy')}</span>
    </Button>
  );
}

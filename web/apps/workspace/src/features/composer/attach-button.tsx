import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';

/** Opens the browser's choice of files. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton size={26} label={t('composer.attach')} onClick={() => input.current?.click()}>
        <IconPaperclip size={16} stroke={1.75} />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

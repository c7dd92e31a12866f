import { Input, SegmentedControl } from '@mantine/core';
import { useRef } from 'react';
import { type EditorHandle, EditorSlot } from '@/features/composer/editor-slot';
import { useT } from '@/i18n/provider';
import type { MacroDraft, Readers } from './macro-draft';
import classes from './macros.module.css';
import { PlaceholderMenu } from './placeholder-menu';
import { PLACEHOLDERS } from './placeholders';

const READERS: Readers[] = ['any', 'customer', 'team'];

type Props = {
  draft: MacroDraft;
  error: string | undefined;
  onChange: (part: Partial<MacroDraft>) => void;
};

/** The text of a macro, and who it is for. */
export function ReplyField({ draft, error, onChange }: Props) {
  const t = useT();
  const editor = useRef<EditorHandle | null>(null);
  return (
    <Input.Wrapper label={t('macroForm.text')} error={error} labelElement="div">
      <div
        className={classes.editor}
        data-note={draft.readers === 'team' || undefined}
        data-failed={error !== undefined || undefined}
      >
        <EditorSlot
          label={t('macroForm.write')}
          initialHtml={draft.html}
          onChange={(html) => onChange({ html })}
          onFiles={() => undefined}
          onReady={(handle) => {
            editor.current = handle;
          }}
          belowText={null}
          tools={
            <PlaceholderMenu
              groups={PLACEHOLDERS}
              onPick={(text) => editor.current?.insert(text)}
            />
          }
          actions={null}
        />
      </div>
      {draft.html !== '' && (
        <SegmentedControl
          mt={8}
          aria-label={t('macroForm.readers')}
          value={draft.readers}
          onChange={(value) => onChange({ readers: value as Readers })}
          data={READERS.map((value) => ({ value, label: t(`macroForm.readers.${value}`) }))}
        />
      )}
    </Input.Wrapper>
  );
}

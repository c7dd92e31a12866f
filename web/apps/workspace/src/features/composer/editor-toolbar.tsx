import { Button, Popover, TextInput } from '@mantine/core';
import { IconBlockquote, IconBold, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { type FormEvent, useCallback, useState, useSyncExternalStore } from 'react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import classes from './editor.module.css';

const FORMATS = [
  { name: 'bold', mark: 'bold', Icon: IconBold, keys: 'Mod+b' },
  { name: 'italic', mark: 'italic', Icon: IconItalic, keys: 'Mod+i' },
  { name: 'list', mark: 'bulletList', Icon: IconList, keys: 'Mod+Shift+8' },
  { name: 'quote', mark: 'blockquote', Icon: IconBlockquote, keys: 'Mod+Shift+b' },
] as const;
type Format = (typeof FORMATS)[number];

/** Bold, italic, link, list, quote. Without an editor yet, the buttons stand there and do nothing. */
export function EditorToolbar({ editor }: { editor: Editor | null }) {
  const t = useT();
  const active = useActive(editor);
  const button = ({ name, mark, Icon, keys }: Format) => (
    <IconButton
      key={name}
      size={26}
      label={t(`composer.${name}`)}
      keys={keys}
      aria-pressed={active.includes(mark)}
      aria-disabled={!editor}
      onClick={() => editor && toggle(editor, name)}
    >
      <Icon size={16} stroke={1.75} />
    </IconButton>
  );
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('composer.formatting')}>
      {FORMATS.slice(0, 2).map(button)}
      <LinkButton editor={editor} isActive={active.includes('link')} />
      {FORMATS.slice(2).map(button)}
      <span className={classes.rule} />
    </div>
  );
}

function toggle(editor: Editor, name: Format['name']) {
  const chain = editor.chain().focus();
  if (name === 'bold') chain.toggleBold().run();
  else if (name === 'italic') chain.toggleItalic().run();
  else if (name === 'list') chain.toggleBulletList().run();
  else chain.toggleBlockquote().run();
}

/** What the text at the caret is. */
function useActive(editor: Editor | null): string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor?.on('transaction', listener);
      return () => void editor?.off('transaction', listener);
    },
    [editor],
  );
  const read = () =>
    ['link', ...FORMATS.map(({ mark }) => mark)].filter((mark) => editor?.isActive(mark)).join();
  return useSyncExternalStore(subscribe, read).split(',');
}

function LinkButton({ editor, isActive }: { editor: Editor | null; isActive: boolean }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const [address, setAddress] = useState('');
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!editor) return;
    const href = address.trim();
    const chain = editor.chain().focus().extendMarkRange('link');
    if (href === '') chain.unsetLink().run();
    else chain.setLink({ href: /^[a-z]+:/i.test(href) ? href : `https://${href}` }).run();
    setOpened(false);
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <IconButton
          size={26}
          label={t('composer.link')}
          aria-pressed={isActive}
          aria-disabled={!editor}
          onClick={() => {
            if (!editor) return;
            setAddress(String(editor.getAttributes('link').href ?? ''));
            setOpened(!opened);
          }}
        >
          <IconLink size={16} stroke={1.75} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <form className={classes.link} onSubmit={handleSubmit}>
          <TextInput
            aria-label={t('composer.linkAddress')}
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" size="md">
            {t('composer.linkSet')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

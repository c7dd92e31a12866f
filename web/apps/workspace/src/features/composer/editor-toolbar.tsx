import { Button, Popover, TextInput } from '@mantine/core';
import { IconBlockquote, IconBold, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { type FormEvent, useState } from 'react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import classes from './editor.module.css';

/** Bold, italic, link, list, quote. */
export function EditorToolbar({ editor }: { editor: Editor }) {
  const t = useT();
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      link: current.isActive('link'),
      list: current.isActive('bulletList'),
      quote: current.isActive('blockquote'),
    }),
  });
  const chain = () => editor.chain().focus();
  const buttons = [
    { name: 'bold', Icon: IconBold, keys: 'Mod+b', run: () => chain().toggleBold().run() },
    { name: 'italic', Icon: IconItalic, keys: 'Mod+i', run: () => chain().toggleItalic().run() },
  ] as const;
  const blocks = [
    {
      name: 'list',
      Icon: IconList,
      keys: 'Mod+Shift+8',
      run: () => chain().toggleBulletList().run(),
    },
    {
      name: 'quote',
      Icon: IconBlockquote,
      keys: 'Mod+Shift+b',
      run: () => chain().toggleBlockquote().run(),
    },
  ] as const;
  const button = ({
    name,
    Icon,
    keys,
    run,
  }: (typeof buttons)[number] | (typeof blocks)[number]) => (
    <IconButton
      key={name}
      size={26}
      label={t(`composer.${name}`)}
      keys={keys}
      aria-pressed={active[name]}
      onClick={run}
    >
      <Icon size={16} stroke={1.75} />
    </IconButton>
  );
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('composer.formatting')}>
      {buttons.map(button)}
      <LinkButton editor={editor} isActive={active.link} />
      {blocks.map(button)}
      <span className={classes.rule} />
    </div>
  );
}

function LinkButton({ editor, isActive }: { editor: Editor; isActive: boolean }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const [address, setAddress] = useState('');
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
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
          onClick={() => {
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

import { Placeholder } from '@tiptap/extensions';
import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect } from 'react';
import classes from './editor.module.css';
import type { EditorProps } from './editor-slot';
import { EditorToolbar } from './editor-toolbar';

/** The text field with formatting. Loaded after the conversation is on the screen. */
export default function RichEditor(props: EditorProps) {
  const { label, initialHtml, onChange, onFiles, onReady } = props;
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        code: false,
        codeBlock: false,
        horizontalRule: false,
        underline: false,
        link: { openOnClick: false, defaultProtocol: 'https' },
      }),
      Placeholder.configure({ placeholder: label }),
    ],
    content: initialHtml,
    // Adding a style element makes the browser style the whole page again; editor.module.css has it.
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: classes.text ?? '',
      },
      handlePaste: (_view, event) => takeFiles(event.clipboardData, onFiles),
      handleDrop: (_view, event) => takeFiles(event.dataTransfer, onFiles),
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? '' : changed.getHTML()),
  });

  useEffect(() => {
    if (editor.isDestroyed) return;
    onReady({
      focus() {
        // At once, not in the next frame: the next key typed belongs here.
        editor.commands.setTextSelection(editor.state.doc.content.size);
        editor.view.focus();
      },
      isFocused: () => editor.isFocused,
      blur: () => editor.view.dom.blur(),
      type: (text) => editor.commands.insertContent(text),
      clear: () => editor.commands.clearContent(),
    });
    return () => onReady(null);
  }, [editor, onReady]);

  return (
    <>
      <EditorContent editor={editor} className={classes.editor} />
      {props.belowText}
      <div className={classes.foot}>
        <EditorToolbar editor={editor} />
        {props.tools}
        <span className={classes.space} />
        {props.actions}
      </div>
    </>
  );
}

/** Files among what is pasted or dropped become attachments; text goes on into the editor. */
function takeFiles(data: DataTransfer | null, onFiles: (files: File[]) => void): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return false;
  onFiles(files);
  return true;
}

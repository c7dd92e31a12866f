import { Placeholder } from '@tiptap/extensions';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useLayoutEffect } from 'react';
import classes from './editor.module.css';

export type RichEditorProps = {
  label: string;
  initialHtml: string;
  onChange: (html: string) => void;
  onFiles: (files: File[]) => void;
  /** Told in the moment it stands on the page, so that no key is lost in between. */
  onEditor: (editor: Editor | null) => void;
};

/** The text field with formatting. Loaded after the conversation is on the screen. */
export function RichEditor({ label, initialHtml, onChange, onFiles, onEditor }: RichEditorProps) {
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
    // The space typed last is there when the next word follows.
    parseOptions: { preserveWhitespace: true },
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

  useLayoutEffect(() => {
    if (editor.isDestroyed) return;
    onEditor(editor);
    return () => onEditor(null);
  }, [editor, onEditor]);

  return <EditorContent editor={editor} className={classes.editor} />;
}

/** Files among what is pasted or dropped become attachments; text goes on into the editor. */
function takeFiles(data: DataTransfer | null, onFiles: (files: File[]) => void): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return false;
  onFiles(files);
  return true;
}

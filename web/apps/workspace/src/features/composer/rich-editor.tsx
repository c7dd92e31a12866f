import { Placeholder } from '@tiptap/extensions';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useLayoutEffect, useRef } from 'react';
import classes from './editor.module.css';
import { Mention } from './mention';
import { createTypedMark, type Mark, type Typed } from './typed-mark';

export type RichEditorProps = {
  label: string;
  initialHtml: string;
  onChange: (html: string) => void;
  onFiles: (files: File[]) => void;
  /** Told in the moment it stands on the page, so that no key is lost in between. */
  onEditor: (editor: Editor | null) => void;
  /** Whether a field without formatting had the focus until now, which this one takes over. */
  takesOver?: () => boolean;
  /** A `/` or `@` is open to find something by what follows it; null when it is not any more. */
  onTyped?: (typed: Typed | null) => void;
  /** Takes the keys that choose, as long as one is open. */
  onTypedKey?: (event: KeyboardEvent) => boolean;
};

const MARKS = [createTypedMark('/'), createTypedMark('@')];

/** The text field with formatting. Loaded after the conversation is on the screen. */
export function RichEditor(props: RichEditorProps) {
  const { label, initialHtml, onChange, onFiles, onEditor } = props;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const open = useRef<Mark | null>(null);
  /** A mark that ends says nothing of another that has begun meanwhile. */
  const tell = (mark: Mark, typed: Typed | null) => {
    if (!typed && open.current !== mark) return;
    open.current = typed && mark;
    latest.current.onTyped?.(typed);
  };
  const editor = useEditor({
    extensions: [
      ...MARKS.map(({ mark, extension }) =>
        extension.configure({
          onChange: (typed) => tell(mark, typed),
          onKey: (event) => latest.current.onTypedKey?.(event) ?? false,
        }),
      ),
      Mention,
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
    const takesOver = latest.current.takesOver?.() ?? false;
    onEditor(editor);
    if (takesOver) for (const mark of MARKS) mark.resume(editor);
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

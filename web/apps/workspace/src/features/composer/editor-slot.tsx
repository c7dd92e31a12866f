import type { Editor, Range } from '@tiptap/react';
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import classes from './editor.module.css';
import { EditorToolbar } from './editor-toolbar';
import type { Mentioned } from './mention';
import { PlainField } from './plain-field';
import { htmlOfText, textOfHtml } from './plain-text';
import type { RichEditorProps } from './rich-editor';
import { useRichEditor } from './use-rich-editor';

/** What the composer can ask of the editor. */
export type EditorHandle = {
  focus: () => void;
  blur: () => void;
  isFocused: () => boolean;
  /** Whether something is being looked for with a `/` or `@`, which Escape ends first. */
  hasTyped: () => boolean;
  /** Empty, without a history to bring anything back, and left: the next key takes the sending back or moves on. */
  clear: () => void;
  /** Puts formatted text in at the caret. */
  insert: (html: string) => void;
  /** Takes away what was typed from a place up to the caret. */
  dropFrom: (from: number) => void;
  /** Puts a colleague or team in for what was typed from a place up to the caret. */
  mention: (from: number, who: Mentioned) => void;
};

type Props = Pick<RichEditorProps, 'onTyped' | 'onTypedKey'> & {
  label: string;
  initialHtml: string;
  /** The text as HTML; empty when there is none. */
  onChange: (html: string) => void;
  onFiles: (files: File[]) => void;
  onReady: (handle: EditorHandle | null) => void;
  belowText: ReactNode;
  /** Buttons beside the formatting. */
  tools: ReactNode;
  /** Buttons at the end of the line. */
  actions: ReactNode;
};

/** Where text is written: from the first moment in a plain field, then in the editor with formatting. */
export function EditorSlot(props: Props) {
  const { label, onChange, onFiles, onReady } = props;
  const RichEditor = useRichEditor();
  const [plain, setPlain] = useState(() => plainPart(props.initialHtml));
  const [isComposing, setComposing] = useState(false);
  const [clearings, setClearings] = useState(0);
  const [editor, setEditor] = useState<Editor | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const rich = useRef<Editor | null>(null);
  const isWritingPlain = useRef(false);
  const hasTyped = useRef(false);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  const takeOver = useCallback((next: Editor | null) => {
    rich.current = next;
    setEditor(next);
    if (next && isWritingPlain.current) focusEnd(next);
    isWritingPlain.current = false;
  }, []);

  useLayoutEffect(() => {
    onReady({
      focus: () => focusEnd(rich.current ?? field.current),
      blur: () => (rich.current?.view.dom ?? field.current)?.blur(),
      hasTyped: () => hasTyped.current,
      isFocused: () => rich.current?.isFocused ?? document.activeElement === field.current,
      clear() {
        setPlain(plainPart(''));
        isWritingPlain.current = false;
        field.current?.blur();
        setClearings((count) => count + 1);
      },
      insert(html) {
        if (rich.current) return insertAtCaret(rich.current, html);
        const all = latest.current.initialHtml + html;
        setPlain(plainPart(all));
        latest.current.onChange(all);
      },
      dropFrom(from) {
        const editor = rich.current;
        editor?.commands.deleteRange({ from, to: editor.state.selection.head });
      },
      mention(from, who) {
        const editor = rich.current;
        if (editor) putMention(editor, { from, to: editor.state.selection.head }, who);
      },
    });
    return () => onReady(null);
  }, [onReady]);

  return (
    <>
      {RichEditor && !isComposing ? (
        <RichEditor
          key={clearings}
          label={label}
          initialHtml={props.initialHtml}
          onChange={onChange}
          onFiles={onFiles}
          onEditor={takeOver}
          takesOver={() => isWritingPlain.current}
          onTyped={(typed) => {
            hasTyped.current = typed !== null;
            props.onTyped?.(typed);
          }}
          onTypedKey={props.onTypedKey}
        />
      ) : (
        <PlainField
          fieldRef={field}
          label={label}
          text={plain.text}
          onChange={(text) => {
            setPlain({ ...plain, text });
            onChange(plain.before + htmlOfText(text));
          }}
          onFiles={onFiles}
          onFocusChange={(hasFocus) => {
            isWritingPlain.current = hasFocus;
          }}
          onComposing={setComposing}
        />
      )}
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

/** What a plain field can show of a draft, and what has to wait before it. */
function plainPart(html: string): { before: string; text: string } {
  const text = textOfHtml(html);
  return text === null ? { before: html, text: '' } : { before: '', text };
}

/** With a space behind it, where writing goes on. */
function putMention(editor: Editor, range: Range, { who, name }: Mentioned) {
  const mention = { type: 'mention', attrs: { who, label: `@${name}` } };
  editor
    .chain()
    .insertContentAt(range, [mention, { type: 'text', text: ' ' }])
    .run();
  editor.view.focus();
}

/** Leaves the caret behind what was put in, where writing goes on. */
function insertAtCaret(editor: Editor, html: string) {
  editor.chain().insertContent(html).run();
  editor.view.focus();
}

/** At once, not in the next frame: the next key typed belongs here. */
function focusEnd(place: Editor | HTMLTextAreaElement | null) {
  if (place instanceof HTMLTextAreaElement) {
    place.focus();
    place.setSelectionRange(place.value.length, place.value.length);
  } else {
    place?.commands.setTextSelection(place.state.doc.content.size);
    place?.view.focus();
  }
}

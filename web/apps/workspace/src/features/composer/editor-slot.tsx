import { lazy, type ReactNode, Suspense } from 'react';
import classes from './editor.module.css';

/** What the composer can ask of the editor once it is there. */
export type EditorHandle = {
  focus: () => void;
  blur: () => void;
  isFocused: () => boolean;
  clear: () => void;
  /** Adds plain text where the caret is. */
  type: (text: string) => void;
};

export type EditorProps = {
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

const RichEditor = lazy(() => import('./rich-editor'));

/** The editor, or a place of its size while it loads. */
export function EditorSlot(props: EditorProps) {
  const waiting = (
    <>
      <div className={classes.editor} aria-busy="true" />
      {props.belowText}
      <div className={classes.foot}>
        {props.tools}
        <span className={classes.space} />
        {props.actions}
      </div>
    </>
  );
  return (
    <Suspense fallback={waiting}>
      <RichEditor {...props} />
    </Suspense>
  );
}

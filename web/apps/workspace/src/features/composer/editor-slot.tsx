import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
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

/** The editor, or a place of its size until the conversation is on the screen and it has loaded. */
export function EditorSlot(props: EditorProps) {
  const isPainted = useIsPainted();
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
  if (!isPainted) return waiting;
  return (
    <Suspense fallback={waiting}>
      <RichEditor {...props} />
    </Suspense>
  );
}

/** False for the first frame, so that what is to be read comes before what is to be written in. */
function useIsPainted() {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}

import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type Editor, Extension } from '@tiptap/react';

/** A `/` that was typed to find a macro: where it stands and what was typed after it. */
export type Slash = {
  from: number;
  query: string;
  caret: { left: number; top: number; bottom: number };
};

type Options = {
  /** Told of every change; null when it is over. */
  onChange: (slash: Slash | null) => void;
  /** Takes arrows and Enter as long as a slash is open; false leaves them to the text. */
  onKey: (event: KeyboardEvent) => boolean;
};

const LONGEST = 60;
const key = new PluginKey<number | null>('slash');
/** A slash that was typed before this editor stood there. */
const RESUMED = /(?:^|\s)(\/[^\s/]*)$/u;

/** Takes up a slash before the caret, when the editor takes over from a field without formatting. */
export function resumeSlash({ view }: Editor) {
  const { $head } = view.state.selection;
  const typed = RESUMED.exec($head.parent.textBetween(0, $head.parentOffset, undefined, '\ufffc'));
  if (!typed?.[1]) return;
  view.dispatch(view.state.tr.setMeta(key, { from: $head.pos - typed[1].length }));
}

/** Notices a `/` at the beginning of a line or after a space, and follows what is typed after it. */
export const SlashExtension = Extension.create<Options>({
  name: 'slash',
  addOptions: () => ({ onChange: () => undefined, onKey: () => false }),
  addProseMirrorPlugins() {
    return [slashPlugin(this.options)];
  },
});

function slashPlugin({ onChange, onKey }: Options) {
  const close = (view: EditorView) => view.dispatch(view.state.tr.setMeta(key, { from: null }));
  return new Plugin<number | null>({
    key,
    state: {
      init: () => null,
      apply: (change, from, _before, state) => followed(change, from, state),
    },
    view: () => {
      let told = '';
      return {
        update(view) {
          const slash = slashAt(view);
          const now = slash ? `${slash.from} ${slash.query}` : '';
          if (now !== told) onChange(slash);
          told = now;
        },
        destroy: () => onChange(null),
      };
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (text !== '/' || !isBeginning(view.state, from)) return false;
        view.dispatch(view.state.tr.insertText(text, from, to).setMeta(key, { from }));
        return true;
      },
      handleKeyDown(view, event) {
        if (key.getState(view.state) === null) return false;
        if (event.key !== 'Escape') return onKey(event);
        close(view);
        return true;
      },
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state) !== null) close(view);
          return false;
        },
      },
    },
  });
}

function isBeginning(state: EditorState, position: number): boolean {
  const place = state.doc.resolve(position);
  return /(^|\s)$/.test(place.parent.textBetween(0, place.parentOffset, undefined, '\ufffc'));
}

/** Where the slash stands after a change; null once the caret has left it or it is gone. */
function followed(change: Transaction, from: number | null, state: EditorState): number | null {
  const told: { from: number | null } | undefined = change.getMeta(key);
  if (told) return told.from;
  if (from === null) return null;
  const moved = change.mapping.map(from, -1);
  return queryAt(state, moved) === null ? null : moved;
}

/** What is typed between a slash and the caret; null when that is no search any more. */
function queryAt(state: EditorState, from: number): string | null {
  const { $head, empty } = state.selection;
  if (!empty || $head.pos <= from || !state.doc.resolve(from).sameParent($head)) return null;
  const text = state.doc.textBetween(from, $head.pos, undefined, '\ufffc');
  return /^\/(?!\s)[^/]*$/u.test(text) && text.length <= LONGEST ? text.slice(1) : null;
}

function slashAt(view: EditorView): Slash | null {
  const from = key.getState(view.state) ?? null;
  const query = from === null ? null : queryAt(view.state, from);
  if (from === null || query === null) return null;
  const { left, top, bottom } = view.coordsAtPos(from);
  return { from, query, caret: { left, top, bottom } };
}

import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type Editor, Extension } from '@tiptap/react';

/** What opens a list at the caret: `/` for macros, `@` for people and teams. */
export type Mark = '/' | '@';

/** A mark that was typed to find something: where it stands and what was typed after it. */
export type Typed = {
  mark: Mark;
  from: number;
  query: string;
  caret: { left: number; top: number; bottom: number };
};

type Options = {
  /** Told of every change; null when it is over. */
  onChange: (typed: Typed | null) => void;
  /** Takes arrows and Enter as long as the list is open; false leaves them to the text. */
  onKey: (event: KeyboardEvent) => boolean;
};

const LONGEST = 60;
const MARKS = /[/@]/u;
type Key = PluginKey<number | null>;

/** Follows one mark: its extension of the editor, and what takes up a mark that was typed before the editor stood. */
export function createTypedMark(mark: Mark) {
  const key: Key = new PluginKey(`typed ${mark}`);
  const extension = Extension.create<Options>({
    name: `typed ${mark}`,
    addOptions: () => ({ onChange: () => undefined, onKey: () => false }),
    addProseMirrorPlugins() {
      return [markPlugin(mark, key, this.options)];
    },
  });
  const resumed = new RegExp(`(?:^|\\s)(${mark}[^\\s${mark}]*)$`, 'u');
  return {
    mark,
    extension,
    resume({ view }: Editor) {
      const { $head } = view.state.selection;
      const before = $head.parent.textBetween(0, $head.parentOffset, undefined, '\ufffc');
      const typed = resumed.exec(before);
      if (!typed?.[1]) return;
      view.dispatch(view.state.tr.setMeta(key, { from: $head.pos - typed[1].length }));
    },
  };
}

/** Notices the mark at the beginning of a line or after a space, and follows what is typed after it. */
function markPlugin(mark: Mark, key: Key, { onChange, onKey }: Options) {
  const close = (view: EditorView) => view.dispatch(view.state.tr.setMeta(key, { from: null }));
  return new Plugin<number | null>({
    key,
    state: {
      init: () => null,
      apply: (change, from, _before, state) => followed(mark, key, change, from, state),
    },
    view: () => {
      let told = '';
      return {
        update(view) {
          const typed = typedAt(mark, key, view);
          const now = typed ? `${typed.from} ${typed.query}` : '';
          if (now !== told) onChange(typed);
          told = now;
        },
        destroy: () => onChange(null),
      };
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (text !== mark || !isBeginning(view.state, from)) return false;
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

/** Where the mark stands after a change; null once the caret has left it or it is gone. */
function followed(
  mark: Mark,
  key: Key,
  change: Transaction,
  from: number | null,
  state: EditorState,
): number | null {
  const told: { from: number | null } | undefined = change.getMeta(key);
  if (told) return told.from;
  if (from === null) return null;
  const moved = change.mapping.map(from, -1);
  return queryAt(mark, state, moved) === null ? null : moved;
}

/** What is typed between the mark and the caret; null when that is no search any more. */
function queryAt(mark: Mark, state: EditorState, from: number): string | null {
  const { $head, empty } = state.selection;
  if (!empty || $head.pos <= from || !state.doc.resolve(from).sameParent($head)) return null;
  const text = state.doc.textBetween(from, $head.pos, undefined, '\ufffc');
  const query = text.slice(1);
  const isSearch = text.startsWith(mark) && !/^\s/u.test(query) && !MARKS.test(query);
  return isSearch && text.length <= LONGEST ? query : null;
}

function typedAt(mark: Mark, key: Key, view: EditorView): Typed | null {
  const from = key.getState(view.state) ?? null;
  const query = from === null ? null : queryAt(mark, view.state, from);
  if (from === null || query === null) return null;
  const { left, top, bottom } = view.coordsAtPos(from);
  return { mark, from, query, caret: { left, top, bottom } };
}

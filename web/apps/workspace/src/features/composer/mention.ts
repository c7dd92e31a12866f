import { Node } from '@tiptap/react';

/** Whom a mention names: `user-12` or `group-3`, and how they are called. */
export type Mentioned = { who: string; name: string };

/** A colleague or team named in the text: `<span data-mention="user-12">@Ana Diaz</span>`. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    who: {
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-mention'),
      renderHTML: ({ who }: { who: string }) => ({ 'data-mention': who }),
    },
    label: {
      default: '',
      parseHTML: (element: HTMLElement) => element.textContent,
      renderHTML: () => ({}),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-mention]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['span', HTMLAttributes, String(node.attrs.label)],
  renderText: ({ node }) => String(node.attrs.label),
});

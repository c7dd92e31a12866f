import { blotted, holds } from './blots';
import classes from './redaction.module.css';

type Props = { texts: readonly string[]; words: string };

/** The texts that hold some words, as they will read without them. */
export function BlottedText({ texts, words }: Props) {
  const held = texts.filter((text) => holds(text, words));
  return (
    // Long messages scroll, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div className={classes.text} tabIndex={0}>
      {held.map((text) => (
        <p key={text}>
          {blotted(text, words).map((piece, index) =>
            piece.isBlot ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
              <mark key={index} ref={index <= 1 ? showBlot : undefined}>
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </div>
  );
}

/** The first blot is scrolled into view. */
function showBlot(blot: HTMLElement | null) {
  blot?.scrollIntoView({ block: 'nearest' });
}

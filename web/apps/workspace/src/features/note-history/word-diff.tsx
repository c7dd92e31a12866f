import { useMemo } from 'react';
import { wordDiff } from './diff';
import classes from './note-history.module.css';

type Props = { before: string; after: string };

/** A text with what came and what went since another one. */
export function WordDiff({ before, after }: Props) {
  const pieces = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <p className={classes.words}>
      {pieces.map(({ text, kind }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        if (kind === 'added') {
          return <ins key={key}>{text}</ins>;
        }
        return <del key={key}>{text}</del>;
      })}
    </p>
  );
}

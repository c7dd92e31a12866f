import { useLocalStorage } from '@mantine/hooks';
import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './resize-handle.module.css';

/** The widths a pane may have, in pixels, and where the chosen one is kept. */
export type WidthRange = { key: string; usual: number; min: number; max: number };

const KEY_STEP_PX = 16;

/** A pane's width, kept in this browser. */
export function useWidth({ key, usual }: WidthRange) {
  return useLocalStorage({ key, defaultValue: usual, getInitialValueInEffect: false });
}

type Props = {
  label: string;
  width: number;
  range: WidthRange;
  /** The pane lies to the right of the handle. */
  isReversed?: boolean;
  onChange: (width: number) => void;
};

/** The hairline between two panes, to drag or to move with the arrow keys. */
export function ResizeHandle({ label, width, range, isReversed = false, onChange }: Props) {
  const direction = isReversed ? -1 : 1;
  const set = (next: number) =>
    onChange(Math.min(range.max, Math.max(range.min, Math.round(next))));

  function handlePointerDown(event: PointerEvent<HTMLDivElement>) {
    const handle = event.currentTarget;
    const startX = event.clientX;
    const move = (moved: globalThis.PointerEvent) =>
      set(width + direction * (moved.clientX - startX));
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener(
      'lostpointercapture',
      () => handle.removeEventListener('pointermove', move),
      {
        once: true,
      },
    );
  }
  function handleKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -KEY_STEP_PX, ArrowRight: KEY_STEP_PX }[event.key];
    if (!step) return;
    event.preventDefault();
    set(width + direction * step);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      tabIndex={0}
      className={classes.handle}
      onPointerDown={handlePointerDown}
      onKeyDown={handleKeyDown}
      onDoubleClick={() => set(range.usual)}
    />
  );
}

import { useEffect, useState } from 'react';
import { Keys } from './kbd';
import classes from './tooltip-host.module.css';

type Tip = { text: string; keys?: string; x: number; y: number; isBeside: boolean };

const DELAY_MS = 400;
const GAP_PX = 6;
const HEIGHT_PX = 24;

/**
 * The one tooltip of the app: shows what the element under the pointer or the focus carries in
 * `data-tip` and `data-tip-keys`. It repeats an accessible name, so screen readers pass over it.
 */
export function TooltipHost() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let owner: Element | null = null;
    const hide = () => {
      clearTimeout(timer);
      owner = null;
      setTip(null);
    };
    const show = (event: Event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (target === owner) return;
      hide();
      if (!(target instanceof HTMLElement)) return;
      if (event.type === 'focusin' && !target.matches(':focus-visible')) return;
      owner = target;
      timer = setTimeout(() => target.isConnected && setTip(tipOf(target)), DELAY_MS);
    };
    const listeners = [
      ['pointerover', show],
      ['focusin', show],
      ['focusout', hide],
      ['pointerdown', hide],
      ['keydown', hide],
      ['scroll', hide],
    ] as const;
    for (const [name, listener] of listeners) document.addEventListener(name, listener, true);
    return () => {
      hide();
      for (const [name, listener] of listeners) document.removeEventListener(name, listener, true);
    };
  }, []);
  if (!tip) return null;
  return (
    <div
      className={classes.tip}
      data-beside={tip.isBeside || undefined}
      style={{ left: tip.x, top: tip.y }}
      aria-hidden="true"
    >
      {tip.text}
      {tip.keys && <Keys keys={tip.keys} />}
    </div>
  );
}

/** Under the element, above it near the bottom of the window, beside it in the rail. */
function tipOf(element: HTMLElement): Tip {
  const { tip: text = '', tipKeys: keys, tipSide } = element.dataset;
  const box = element.getBoundingClientRect();
  const isBeside = tipSide === 'right';
  if (isBeside) {
    return {
      text,
      keys,
      isBeside,
      x: box.right + GAP_PX,
      y: box.top + (box.height - HEIGHT_PX) / 2,
    };
  }
  const hasRoomBelow = box.bottom + GAP_PX + HEIGHT_PX < window.innerHeight;
  const y = hasRoomBelow ? box.bottom + GAP_PX : box.top - GAP_PX - HEIGHT_PX;
  const halfGuess = 12 + text.length * 3.6;
  const middle = box.left + box.width / 2;
  const x = Math.min(Math.max(middle, halfGuess), window.innerWidth - halfGuess);
  return { text, keys, isBeside, x, y };
}

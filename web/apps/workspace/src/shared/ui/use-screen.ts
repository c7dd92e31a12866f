import { useSyncExternalStore } from 'react';

/** What fits on this screen. */
export type Screen = {
  /** List and conversation side by side, from 900 px. */
  isSplit: boolean;
  /** The details as a pane of their own, from 1180 px; a drawer below. */
  hasDetails: boolean;
  /** The pane of views, from 1440 px; a menu of the list's title below. */
  hasViews: boolean;
  /** Phone: tab bar, larger targets. */
  isPhone: boolean;
};

const queries = {
  isSplit: window.matchMedia('(min-width: 900px)'),
  hasDetails: window.matchMedia('(min-width: 1180px)'),
  hasViews: window.matchMedia('(min-width: 1440px)'),
  isPhone: window.matchMedia('(max-width: 599.9px)'),
};

function measure(): Screen {
  return {
    isSplit: queries.isSplit.matches,
    hasDetails: queries.hasDetails.matches,
    hasViews: queries.hasViews.matches,
    isPhone: queries.isPhone.matches,
  };
}

let screen = measure();

function subscribe(listener: () => void) {
  const update = () => {
    screen = measure();
    listener();
  };
  const all = Object.values(queries);
  for (const query of all) query.addEventListener('change', update);
  return () => {
    for (const query of all) query.removeEventListener('change', update);
  };
}

/** Follows the size of the window; measured once for everyone, not by each component. */
export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, () => screen);
}

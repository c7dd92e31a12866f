import { Outlet, type RouteObject } from 'react-router';
import { WithAllTexts } from '@/i18n/provider';

/** Pages that say more than the first screens do. */
export function laterPages(children: RouteObject[]): RouteObject {
  return { Component: LaterPage, children };
}

function LaterPage() {
  return (
    <WithAllTexts>
      <Outlet />
    </WithAllTexts>
  );
}

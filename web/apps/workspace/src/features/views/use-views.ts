import type { View } from '@guichet/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { countsQuery, viewsQuery } from './api';

/** A view's name: the desk's own views are translated, the others are as someone wrote them. */
export function viewTitle(view: View, t: Translate): string {
  return view.key ? t(`views.${view.key}`) : view.title;
}

export type GroupedViews = { system: View[]; shared: View[]; teams: View[]; own: View[] };

/** The blocks of the views pane, each in the order given in the settings. */
export function groupViews(views: readonly View[]): GroupedViews {
  const inOrder = [...views].filter((view) => view.active).sort((a, b) => a.position - b.position);
  const others = inOrder.filter((view) => !view.key && !view.group_id);
  const isPersonal = (view: View) => view.restriction?.type === 'User';
  return {
    system: inOrder.filter((view) => view.key),
    shared: others.filter((view) => !isPersonal(view)),
    teams: inOrder.filter((view) => !view.key && view.group_id),
    own: others.filter(isPersonal),
  };
}

/** Views and how many tickets each holds. The counts follow the server's live messages. */
export function useViews() {
  const t = useT();
  const { data: views = [], error, refetch } = useQuery(viewsQuery);
  const ids = views.map((view) => view.id);
  const { data: counts } = useQuery({ ...countsQuery(ids), placeholderData: keepPreviousData });
  return {
    views,
    error,
    refetch,
    groups: groupViews(views),
    title: (view: View) => viewTitle(view, t),
    count: (view: View) => counts?.get(view.id),
  };
}

import { IconListSearch, IconPlus } from '@tabler/icons-react';
import { useMe } from '@/features/session/use-session';
import { SECTIONS } from '@/features/settings/settings-sections';
import { useViews } from '@/features/views/use-views';
import { useI18n } from '@/i18n/provider';
import type { PaletteItem } from './palette-items';

type Page = Extract<PaletteItem, { kind: 'page' }>;

/** Every view, every settings page, and the pages on which something is made. */
export function usePages(): Page[] {
  const { t, isWhole } = useI18n();
  const isAdmin = useMe().role === 'admin';
  const { views, title } = useViews();
  const page = (path: string, name: string, Icon: Page['Icon']): Page => ({
    id: `page-${path}`,
    kind: 'page',
    path,
    name,
    Icon,
  });
  const viewPages = views.map((view) =>
    page(`/views/${view.id}`, t('palette.view', { title: title(view) }), IconListSearch),
  );
  // What the others are called is read a moment later than the first texts.
  if (!isWhole) return viewPages;
  return [
    ...viewPages,
    ...SECTIONS.filter((section) => isAdmin || !section.isForAdmins).map(({ id, Icon }) =>
      page(`/settings/${id}`, t('palette.settings', { page: t(`settings.${id}`) }), Icon),
    ),
    page('/settings/views/new', t('viewForm.new'), IconPlus),
    page('/settings/macros/new', t('macroList.add'), IconPlus),
    page('/settings/recurring/new', t('recurring.add'), IconPlus),
    ...(isAdmin ? [page('/settings/forms/new', t('formList.new'), IconPlus)] : []),
  ];
}

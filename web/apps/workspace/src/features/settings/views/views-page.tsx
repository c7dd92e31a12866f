import { Button, Switch } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMe } from '@/features/session/use-session';
import { viewTitle } from '@/features/views/use-views';
import { ViewIcon } from '@/features/views/view-icon';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { ErrorState, IconButton } from '@/shared/ui';
import { MoveHandle } from '@/shared/ui/move-handle';
import { useSortable } from '@/shared/ui/use-sortable';
import { isOnlyFor, mayChange } from '../audience/audience';
import { ConfirmDialog } from '../confirm-dialog';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import { allViewsQuery, deleteView, placeViews, updateView, type ViewDefinition } from './api';
import { useViewChange } from './use-view-changes';
import { newPlaces } from './view-draft';
import classes from './views-page.module.css';

/** The views: those Guichet brought, those for others, one's own, and the hidden ones. */
export function ViewsPage() {
  const t = useT();
  const me = useMe();
  const { data: views, error, refetch } = useQuery(allViewsQuery);
  const [removed, setRemoved] = useState<ViewDefinition | null>(null);
  const removing = useViewChange(deleteView);
  const shown = views?.filter((view) => view.active) ?? [];
  const parts = {
    brought: shown.filter((view) => view.key),
    shared: shown.filter((view) => !view.key && !isOnlyFor(view.restriction, me)),
    own: shown.filter((view) => !view.key && isOnlyFor(view.restriction, me)),
    hidden: views?.filter((view) => !view.active) ?? [],
  };
  return (
    <SettingsPage
      title={t('settings.views')}
      lead={t('viewList.lead')}
      action={
        <Button
          component={Link}
          to="/settings/views/new"
          variant="filled"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
        >
          {t('viewForm.new')}
        </Button>
      }
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {(['brought', 'shared', 'own', 'hidden'] as const).map((part) => (
        <ViewList
          key={part}
          title={t(`viewList.${part}`)}
          views={parts[part]}
          onRemove={setRemoved}
        />
      ))}
      {removed && (
        <ConfirmDialog
          title={t('viewList.removeTitle', { title: viewTitle(removed, t) })}
          text={t('viewList.removeText')}
          action={t('viewList.remove')}
          onClose={() => setRemoved(null)}
          onConfirm={() => removing.mutateAsync(removed.id)}
        />
      )}
    </SettingsPage>
  );
}

type ListProps = {
  title: string;
  views: readonly ViewDefinition[];
  onRemove: (view: ViewDefinition) => void;
};

function ViewList({ title, views, onRemove }: ListProps) {
  const client = useQueryClient();
  const placing = useViewChange(placeViews);
  const ids = views.map((view) => view.id);
  const sortable = useSortable(ids, (order) => {
    const places = newPlaces(order, views);
    const placeOf = new Map(places.map(({ id, position }) => [id, position]));
    client.setQueryData(allViewsQuery.queryKey, (all) =>
      all
        ?.map((view) => ({ ...view, position: placeOf.get(view.id) ?? view.position }))
        .sort((a, b) => a.position - b.position),
    );
    if (places.length > 0) placing.mutate(places);
  });
  if (views.length === 0) return null;
  return (
    <section className={settings.section}>
      <h2>{title}</h2>
      <FormProblem error={placing.error} />
      <ul ref={sortable.list} className={settings.list}>
        {sortable.order.map((id) => {
          const view = views.find((each) => each.id === id);
          return (
            view && (
              <ViewLine key={id} view={view} handle={sortable.handle(id)} onRemove={onRemove} />
            )
          );
        })}
      </ul>
    </section>
  );
}

type LineProps = {
  view: ViewDefinition;
  handle: ReturnType<ReturnType<typeof useSortable>['handle']>;
  onRemove: (view: ViewDefinition) => void;
};

function ViewLine({ view, handle, onRemove }: LineProps) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const switching = useViewChange((active: boolean) => updateView(view.id, { active }));
  const title = viewTitle(view, t);
  return (
    <li className={`${settings.item} ${classes.line}`}>
      {mayChange(view, me) && <MoveHandle name={title} {...handle} />}
      <ViewIcon view={view} />
      <span className={settings.itemText}>
        <b>{title}</b>
        {view.restriction?.type === 'Group' && (
          <span className={settings.faint}>{t('viewList.forTeams')}</span>
        )}
      </span>
      {mayChange(view, me) && (
        <>
          <Switch
            aria-label={t('viewList.shown', { title })}
            checked={view.active}
            onChange={(event) => switching.mutate(event.currentTarget.checked)}
          />
          <IconButton
            label={t('viewList.edit', { title })}
            onClick={() => void navigate(`/settings/views/${view.id}`)}
          >
            <IconPencil size={16} stroke={1.75} />
          </IconButton>
        </>
      )}
      {me.role === 'admin' && (
        <IconButton label={t('common.remove', { name: title })} onClick={() => onRemove(view)}>
          <IconTrash size={16} stroke={1.75} />
        </IconButton>
      )}
    </li>
  );
}

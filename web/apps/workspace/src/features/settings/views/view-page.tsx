import type { User } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useHasBrands } from '@/features/brands/use-brands';
import { statusesQuery } from '@/features/custom-statuses/api';
import { hasOwn } from '@/features/custom-statuses/statuses';
import { useMe } from '@/features/session/use-session';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { formsQuery } from '@/features/ticket-forms/api';
import { viewTitle } from '@/features/views/use-views';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { mayChange } from '../audience/audience';
import { WidePage } from '../wide-page';
import { allViewsQuery, type ViewDefinition } from './api';
import { askables } from './conditions';
import { draftOf, emptyDraft } from './view-draft';
import { ViewForm } from './view-form';

/** Makes a view, or changes one, with its tickets beside it. */
export function ViewPage() {
  const t = useT();
  const me = useMe();
  const { viewId } = useParams();
  const { data: views, error } = useQuery(allViewsQuery);
  const { data: fields } = useQuery(fieldsQuery);
  const { data: statuses } = useQuery(statusesQuery);
  const isNew = viewId === 'new';
  const view = views?.find((each) => String(each.id) === viewId) ?? null;
  const title = isNew || !view ? t('viewForm.new') : viewTitle(view, t);
  const { data: forms } = useQuery(formsQuery);
  const hasBrands = useHasBrands();
  const isReady = views && fields && statuses && forms;
  const known = askables(fields ?? [], {
    custom_status_id: hasOwn(statuses ?? []),
    ticket_form_id: (forms ?? []).length > 0,
    brand_id: hasBrands,
  });
  return (
    <WidePage title={title} backTo="/settings/views" backLabel={t('settings.views')}>
      {error && <ErrorState title={t('settings.failed')} error={error} />}
      {views && !isNew && !canEdit(view, me) && (
        <ErrorState title={t('settings.failed')} text={t('error.notFound')} />
      )}
      {isReady && (isNew || canEdit(view, me)) && (
        <ViewForm
          key={viewId}
          view={view}
          known={known}
          initial={view ? draftOf(view, known) : emptyDraft(me)}
        />
      )}
    </WidePage>
  );
}

const canEdit = (view: ViewDefinition | null, me: User) => view !== null && mayChange(view, me);

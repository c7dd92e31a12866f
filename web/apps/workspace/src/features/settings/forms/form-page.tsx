import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { formsQuery } from '@/features/ticket-forms/api';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { WidePage } from '../wide-page';
import { draftOf, EMPTY_FORM } from './form-draft';
import { FormEditor } from './form-editor';

/** Makes a form, or changes one, with what agents see of it beside it. */
export function FormPage() {
  const t = useT();
  const { formId } = useParams();
  const { data: forms, error } = useQuery(formsQuery);
  const { data: fields } = useQuery(fieldsQuery);
  const isNew = formId === 'new';
  const form = forms?.find((each) => String(each.id) === formId) ?? null;
  return (
    <WidePage
      title={form?.name ?? t('formList.new')}
      backTo="/settings/forms"
      backLabel={t('settings.forms')}
    >
      {error && <ErrorState title={t('settings.failed')} error={error} />}
      {forms && !isNew && !form && (
        <ErrorState title={t('settings.failed')} text={t('error.notFound')} />
      )}
      {forms && fields && (isNew || form) && (
        <FormEditor
          key={formId}
          form={form}
          fields={fields}
          initial={form ? draftOf(form) : EMPTY_FORM}
        />
      )}
    </WidePage>
  );
}

import type { Id } from '@guichet/api';
import { FRAME_PLACEHOLDERS } from '@/features/settings/macros/placeholders';
import { SaveButton } from '@/features/settings/save-button';
import classes from '@/features/settings/settings-page.module.css';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { SignatureField } from './signature-field';

type Props = {
  label: string;
  hint?: string;
  signature: string;
  groupId?: Id;
  saving: { error: Error | null; isPending: boolean; isSuccess: boolean };
  onSave: (signature: string) => void;
};

/** A signature that frames those of agents; its button shows once there is something to save. */
export function SignatureForm({ label, hint, signature, groupId, saving, onSave }: Props) {
  const form = useForm({
    initial: { signature },
    check: () => ({}),
    refusal: saving.error,
    refusalTexts: { signature: 'macroForm.badPlaceholder' },
    onSubmit: (values) => onSave(values.signature),
  });
  const isChanged = form.values.signature !== signature;
  return (
    <form className={classes.dialog} onSubmit={form.submit} noValidate>
      <FormProblem error={saving.error} fields={form.names} />
      <SignatureField
        label={label}
        hint={hint}
        value={form.values.signature}
        error={form.errorOf('signature')}
        placeholders={FRAME_PLACEHOLDERS}
        groupId={groupId}
        onChange={(value) => form.change({ signature: value })}
      />
      {(isChanged || saving.isSuccess) && (
        <SaveButton isSaving={saving.isPending} isSaved={saving.isSuccess && !isChanged} />
      )}
    </form>
  );
}

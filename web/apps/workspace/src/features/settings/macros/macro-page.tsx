import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Macro } from '@/features/macros/api';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { ErrorState, Notice } from '@/shared/ui';
import { mayChange } from '../audience/audience';
import { ConfirmDialog } from '../confirm-dialog';
import { SettingsPage } from '../settings-page';
import { deleteMacro, macroQuery, useMacroChange } from './api';
import { draftOf, newDraft } from './macro-draft';
import { MacroForm } from './macro-form';
import { MacroReading } from './macro-reading';
import { MacroTry } from './macro-try';

const LIST = '/settings/macros';

/** Makes a macro, changes one, or shows one that others look after. */
export function MacroPage() {
  const { macroId } = useParams();
  return macroId === 'new' ? <NewMacro /> : <KnownMacro id={Number(macroId)} />;
}

function NewMacro() {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  return (
    <SettingsPage title={t('macroForm.new')} backTo={LIST}>
      <MacroForm id={null} initial={newDraft(me)} onSaved={() => void navigate(LIST)} />
    </SettingsPage>
  );
}

function KnownMacro({ id }: { id: Id }) {
  const t = useT();
  const me = useMe();
  const { data: macro, error, refetch } = useQuery(macroQuery(id));
  if (!macro) {
    return (
      <SettingsPage title={t('settings.macros')} backTo={LIST}>
        {error && (
          <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
        )}
      </SettingsPage>
    );
  }
  if (!mayChange(macro, me)) {
    return (
      <SettingsPage title={macro.title} backTo={LIST}>
        <Notice>{t('macroForm.readOnly')}</Notice>
        <MacroReading macro={macro} />
        <MacroTry macro={macro} />
      </SettingsPage>
    );
  }
  return <EditedMacro macro={macro} />;
}

function EditedMacro({ macro }: { macro: Macro }) {
  const t = useT();
  const navigate = useNavigate();
  const [isLeaving, setLeaving] = useState(false);
  const removing = useMacroChange(deleteMacro);
  return (
    <SettingsPage
      title={macro.title}
      backTo={LIST}
      action={
        <Button
          variant="danger"
          leftSection={<IconTrash size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => setLeaving(true)}
        >
          {t('macroForm.remove')}
        </Button>
      }
    >
      <MacroForm
        key={macro.id}
        id={macro.id}
        initial={draftOf(macro)}
        onSaved={() => void navigate(LIST)}
      />
      <MacroTry macro={macro} />
      {isLeaving && (
        <ConfirmDialog
          title={t('macroForm.removeTitle', { name: macro.title })}
          text={t('macroForm.removeText')}
          action={t('macroForm.remove')}
          onClose={() => setLeaving(false)}
          onConfirm={async () => {
            await removing.mutateAsync(macro.id);
            void navigate(LIST);
          }}
        />
      )}
    </SettingsPage>
  );
}

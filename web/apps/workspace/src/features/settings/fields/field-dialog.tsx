import { useState } from 'react';
import type { Field, FieldKind, FieldOwner } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { Dialog } from '../dialog';
import { draftOf, emptyDraft } from './field-draft';
import { FieldForm } from './field-form';
import { KINDS } from './field-kinds';
import classes from './fields-page.module.css';

const WIDTH = 560;

type Props = { owner: FieldOwner; field: Field | null; onClose: () => void };

/** Makes a field, its kind chosen first, or changes one. */
export function FieldDialog({ owner, field, onClose }: Props) {
  const t = useT();
  const [kind, setKind] = useState<FieldKind | null>(field?.type ?? null);
  if (!kind) {
    return (
      <Dialog title={t('fields.chooseKind')} size={WIDTH} onClose={onClose}>
        <KindCards onPick={setKind} />
      </Dialog>
    );
  }
  return (
    <Dialog title={field ? field.title : t('fields.add')} size={WIDTH} onClose={onClose}>
      <FieldForm
        owner={owner}
        id={field?.id ?? null}
        initial={field ? draftOf(field) : emptyDraft(kind)}
        onBack={field ? undefined : () => setKind(null)}
        onClose={onClose}
      />
    </Dialog>
  );
}

function KindCards({ onPick }: { onPick: (kind: FieldKind) => void }) {
  const t = useT();
  return (
    <div className={classes.cards}>
      {KINDS.map(({ kind, Icon }, index) => (
        <button
          key={kind}
          type="button"
          className={classes.card}
          data-autofocus={index === 0 || undefined}
          onClick={() => onPick(kind)}
        >
          <Icon size={20} stroke={1.75} aria-hidden="true" />
          <b>{t(`fields.kind.${kind}`)}</b>
          <span>{t(`fields.example.${kind}`)}</span>
        </button>
      ))}
    </div>
  );
}

import type { Id, LinkKind } from '@guichet/api';
import { IconLink, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FINDERS } from '@/features/ticket-fields/use-lookup';
import { useT } from '@/i18n/provider';
import { IconButton, Picker } from '@/shared/ui';

type Props = {
  kind: LinkKind;
  onPick: (id: Id) => void;
};

/** Finds a ticket by number or words, to link it. */
export function LinkPicker({ kind, onPick }: Props) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const Icon = kind === 'child' ? IconLink : IconPlus;
  return (
    <Picker
      label={t('links.find')}
      useOptions={FINDERS['zen:ticket']}
      isFiltered
      emptyText={t('fields.typeToFind')}
      onPick={(value) => onPick(Number(value))}
      opened={isOpen}
      onOpenedChange={setOpen}
      position="bottom-end"
    >
      <IconButton size={24} label={t(`links.add.${kind}`)} onClick={() => setOpen(!isOpen)}>
        <Icon size={14} stroke={1.75} />
      </IconButton>
    </Picker>
  );
}

import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from '@/features/properties/property-list.module.css';
import { TagPicker } from '@/features/tickets/tag-picker';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { InlineText } from '@/shared/ui/inline-text';

/** A label and what is known under it. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type TextProps = {
  label: string;
  value: string | null | undefined;
  kind?: 'text' | 'lines' | 'tel';
  isReadOnly: boolean;
  onSave: (value: string) => void;
};

/** A text, changed where it stands. */
export function TextFact({ label, value, kind, isReadOnly, onSave }: TextProps) {
  if (isReadOnly && !value) return null;
  return (
    <Fact label={label}>
      {isReadOnly ? (
        <span className={classes.value}>{value}</span>
      ) : (
        <InlineText
          label={label}
          text={value ?? ''}
          kind={kind}
          onSave={(typed) => onSave(typed.trim())}
        />
      )}
    </Fact>
  );
}

type TagsProps = {
  tags: readonly string[];
  isReadOnly: boolean;
  onChange: (tags: string[]) => void;
};

/** Labels of a person or an organization. */
export function TagsFact({ tags, isReadOnly, onChange }: TagsProps) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.row}>
      <dt>{t('details.tags')}</dt>
      <dd className={classes.tags}>
        {tags.map((tag) => (
          <button
            key={tag}
            type="button"
            className={classes.tag}
            disabled={isReadOnly}
            title={t('common.remove', { name: tag })}
            onClick={() => onChange(tags.filter((each) => each !== tag))}
          >
            {tag}
            {!isReadOnly && <IconX size={11} stroke={2} aria-hidden="true" />}
          </button>
        ))}
        {!isReadOnly && (
          <TagPicker
            opened={isOpen}
            onOpenedChange={setOpen}
            chosen={tags}
            onPick={(tag) => !tags.includes(tag) && onChange([...tags, tag])}
            position="bottom-end"
          >
            <IconButton size={24} label={t('details.addTag')} onClick={() => setOpen(!isOpen)}>
              <IconPlus size={14} stroke={1.75} />
            </IconButton>
          </TagPicker>
        )}
      </dd>
    </div>
  );
}

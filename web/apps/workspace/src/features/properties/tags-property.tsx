import { IconPlus, IconX } from '@tabler/icons-react';
import { TagPicker } from '@/features/tickets/tag-picker';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { useDetails } from './details-context';
import classes from './property-list.module.css';

type Props = { tags: readonly string[]; isReadOnly: boolean; onChange: (tags: string[]) => void };

/** Tags as small chips; a click on one takes it away, the plus adds. */
export function TagsProperty({ tags, isReadOnly, onChange }: Props) {
  const t = useT();
  const { openProperty, edit } = useDetails();
  const isOpen = openProperty === 'tags';
  return (
    <div className={classes.row}>
      <dt>{t('details.tags')}</dt>
      <dd className={classes.tags}>
        {tags.map((tag) =>
          isReadOnly ? (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ) : (
            <button
              key={tag}
              type="button"
              className={classes.tag}
              title={t('common.remove', { name: tag })}
              onClick={() => onChange(tags.filter((each) => each !== tag))}
            >
              {tag}
              <IconX size={11} stroke={2} aria-hidden="true" />
            </button>
          ),
        )}
        {!isReadOnly && (
          <TagPicker
            opened={isOpen}
            onOpenedChange={(opened) => edit(opened ? 'tags' : null)}
            chosen={tags}
            onPick={(tag) => !tags.includes(tag) && onChange([...tags, tag])}
            position="bottom-end"
          >
            <IconButton
              size={24}
              label={t('details.addTag')}
              keys="t"
              onClick={() => edit(isOpen ? null : 'tags')}
            >
              <IconPlus size={14} stroke={1.75} />
            </IconButton>
          </TagPicker>
        )}
      </dd>
    </div>
  );
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useT } from '@/i18n/provider';
import { Picker, type PickerOption } from '@/shared/ui';
import { suggestTags } from './api';

type Props = Pick<
  ComponentProps<typeof Picker>,
  'opened' | 'onOpenedChange' | 'chosen' | 'onPick' | 'position' | 'children'
>;

/** Finds a tag in use, or makes a new one of what is typed. */
export function TagPicker(props: Props) {
  const t = useT();
  return (
    <Picker
      {...props}
      label={t('tickets.findTag')}
      useOptions={useTagOptions}
      isFiltered
      onPick={(tag) => props.onPick(asTag(tag))}
      createLabel={(typed) => t('tickets.newTag', { tag: asTag(typed) })}
    />
  );
}

function useTagOptions(text: string): PickerOption[] {
  const [name] = useDebouncedValue(text.toLowerCase(), 120);
  const { data: tags = [] } = useQuery({
    queryKey: ['tags', name],
    queryFn: () => suggestTags(name),
    placeholderData: keepPreviousData,
  });
  return tags.map((tag) => ({ value: tag, label: tag }));
}

/** Tags are lower case, without spaces. */
export function asTag(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, '_');
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { useT } from '@/i18n/provider';
import { Picker } from '@/shared/ui';
import { suggestTags } from './api';

type Props = Pick<
  ComponentProps<typeof Picker>,
  'opened' | 'onOpenedChange' | 'chosen' | 'onPick' | 'position' | 'children'
>;

/** Finds a tag in use, or makes a new one of what is typed. */
export function TagPicker(props: Props) {
  const t = useT();
  const [text, setText] = useState('');
  const [name] = useDebouncedValue(text.trim().toLowerCase(), 120);
  const { data: tags = [] } = useQuery({
    queryKey: ['tags', name],
    queryFn: () => suggestTags(name),
    enabled: props.opened,
    placeholderData: keepPreviousData,
  });
  return (
    <Picker
      {...props}
      label={t('tickets.findTag')}
      options={tags.map((tag) => ({ value: tag, label: tag }))}
      onPick={(tag) => props.onPick(asTag(tag))}
      onSearch={setText}
      createLabel={(typed) => t('tickets.newTag', { tag: asTag(typed) })}
    />
  );
}

/** Tags are lower case, without spaces. */
export function asTag(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, '_');
}

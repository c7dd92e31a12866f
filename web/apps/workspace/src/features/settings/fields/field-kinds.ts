import {
  IconAbc,
  IconAlignLeft,
  IconCalendar,
  IconCheckbox,
  IconDecimal,
  IconHash,
  IconLink,
  IconListCheck,
  IconRegex,
  IconSelector,
} from '@tabler/icons-react';

/** The kinds of fields, the ones used most first. */
export const KINDS = [
  { kind: 'tagger', Icon: IconSelector },
  { kind: 'multiselect', Icon: IconListCheck },
  { kind: 'text', Icon: IconAbc },
  { kind: 'textarea', Icon: IconAlignLeft },
  { kind: 'checkbox', Icon: IconCheckbox },
  { kind: 'date', Icon: IconCalendar },
  { kind: 'integer', Icon: IconHash },
  { kind: 'decimal', Icon: IconDecimal },
  { kind: 'regexp', Icon: IconRegex },
  { kind: 'lookup', Icon: IconLink },
] as const;

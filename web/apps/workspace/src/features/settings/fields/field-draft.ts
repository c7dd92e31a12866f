import type {
  Field,
  FieldChange,
  FieldKind,
  FieldOption,
  FieldOwner,
  FieldTarget,
} from '@/features/ticket-fields/api';

/** An option while it is edited; `key` tells it from the others until it is stored. */
export type OptionDraft = FieldOption & { key: number };

/** A field as far as it is filled in. */
export type FieldDraft = {
  kind: FieldKind;
  title: string;
  /** Under which people and organizations keep its values. */
  key: string;
  titleInPortal: string;
  agentDescription: string;
  description: string;
  isRequired: boolean;
  isVisible: boolean;
  isEditable: boolean;
  isRequiredInPortal: boolean;
  tag: string;
  pattern: string;
  target: FieldTarget;
  options: OptionDraft[];
};

/** A new field of a kind. */
export function emptyDraft(kind: FieldKind): FieldDraft {
  return {
    kind,
    title: '',
    key: '',
    titleInPortal: '',
    agentDescription: '',
    description: '',
    isRequired: false,
    isVisible: false,
    isEditable: false,
    isRequiredInPortal: false,
    tag: '',
    pattern: '',
    target: 'zen:user',
    options: hasOptions(kind) ? [newOption(1)] : [],
  };
}

/** A stored field, to be changed. */
export function draftOf(field: Field): FieldDraft {
  return {
    kind: field.type,
    title: field.title,
    key: field.key ?? '',
    titleInPortal: field.title_in_portal === field.title ? '' : (field.title_in_portal ?? ''),
    agentDescription: field.agent_description ?? '',
    description: field.description ?? '',
    isRequired: field.required ?? false,
    isVisible: field.visible_in_portal ?? false,
    isEditable: field.editable_in_portal ?? false,
    isRequiredInPortal: field.required_in_portal ?? false,
    tag: field.tag ?? '',
    pattern: field.regexp_for_validation ?? '',
    target: field.relationship_target_type ?? 'zen:user',
    options: (field.custom_field_options ?? []).map((option) => ({ ...option, key: option.id })),
  };
}

export const hasOptions = (kind: FieldKind) => kind === 'tagger' || kind === 'multiselect';

/** An option that has no name yet. */
export function newOption(key: number): OptionDraft {
  return { key, id: 0, name: '', value: '', default: false };
}

export const nextKey = (options: readonly OptionDraft[]) =>
  Math.max(0, ...options.map((option) => option.key)) + 1;

/** What is sent; of options, those with a name. */
export function changeFrom(owner: FieldOwner, draft: FieldDraft): FieldChange {
  return {
    type: draft.kind,
    title: draft.title,
    ...(draft.kind === 'regexp' && { regexp_for_validation: draft.pattern }),
    ...(draft.kind === 'lookup' && { relationship_target_type: draft.target }),
    ...(hasOptions(draft.kind) && {
      custom_field_options: named(draft.options).map(({ key: _, ...option }) => option),
    }),
    ...(owner === 'ticket' ? partOfTickets(draft) : partOfRecords(draft)),
  };
}

/** What customers cannot see they cannot fill in. */
function partOfTickets(draft: FieldDraft): FieldChange {
  const isEditable = draft.isVisible && draft.isEditable;
  return {
    title_in_portal: draft.titleInPortal.trim() || draft.title,
    agent_description: draft.agentDescription,
    description: draft.description,
    required: draft.isRequired,
    visible_in_portal: draft.isVisible,
    editable_in_portal: isEditable,
    required_in_portal: isEditable && draft.isRequiredInPortal,
    ...(draft.kind === 'checkbox' && { tag: draft.tag }),
  };
}

/** Without a key the server makes one of the title. */
function partOfRecords(draft: FieldDraft): FieldChange {
  const key = draft.key.trim();
  return { description: draft.agentDescription, ...(key && { key }) };
}

/** The options that are sent, in their order. */
export const named = (options: readonly OptionDraft[]) =>
  options.filter((option) => option.name.trim() !== '');

/** The options with those of a pasted list: one per line, in the place of the row that is empty. */
export function withPasted(
  options: readonly OptionDraft[],
  at: number,
  text: string,
): OptionDraft[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const known = new Set(options.map((option) => option.name.trim()));
  const names = [...new Set(lines)].filter((name) => name !== '' && !known.has(name));
  const first = nextKey(options);
  const pasted = names.map((name, index) => ({ ...newOption(first + index), name }));
  const place = options.findIndex((option) => option.key === at);
  const isEmpty = options[place]?.name.trim() === '';
  return [...options.slice(0, isEmpty ? place : place + 1), ...pasted, ...options.slice(place + 1)];
}

/** The options with another default; a list of which one is chosen has at most one. */
export function withDefault(
  options: readonly OptionDraft[],
  key: number,
  kind: FieldKind,
): OptionDraft[] {
  return options.map((option) => {
    if (option.key === key) return { ...option, default: !option.default };
    return kind === 'multiselect' ? option : { ...option, default: false };
  });
}

/** Whether a text looks as a pattern says: as a whole. Null where the browser cannot tell. */
export function fitsPattern(pattern: string, text: string): boolean | null {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return null;
  }
}

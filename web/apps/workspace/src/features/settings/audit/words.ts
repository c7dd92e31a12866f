import type { TextKey, Translate } from '@/i18n/texts';
import type { SettingChange } from './api';

/** Fields that go by another name here than in the API. */
const NAMES: Record<string, TextKey> = {
  name: 'audit.field.name',
  title: 'audit.field.name',
  agent_label: 'audit.field.name',
  description: 'audit.field.description',
  active: 'audit.field.active',
  position: 'audit.field.position',
  restriction: 'audit.field.restriction',
  role: 'audit.field.role',
  custom_role_id: 'audit.field.role',
  email: 'audit.field.email',
  address: 'audit.field.email',
  group_id: 'audit.field.group',
  group_ids: 'audit.field.groups',
  answering_group_ids: 'senders.addresses',
  brand_id: 'changes.brand_id',
  subdomain: 'brands.subdomain',
  host_mapping: 'brands.host',
  color: 'brands.colour',
  logo: 'brands.logo',
  default: 'brands.default',
  signature_template: 'senders.signature',
  default_group_id: 'audit.field.defaultGroup',
  suspended: 'audit.field.suspended',
  api_tokens: 'audit.field.token',
  password: 'audit.field.password',
  locale: 'audit.field.language',
  time_zone: 'audit.field.timeZone',
  public_url: 'audit.field.publicUrl',
  sender_name: 'senders.name',
  signature: 'senders.signature',
  undo_send_seconds: 'audit.field.undoSeconds',
  'conditions.all': 'audit.field.all',
  'conditions.any': 'audit.field.any',
  actions: 'audit.field.actions',
  custom_field_options: 'audit.field.options',
  field_ids: 'audit.field.fields',
  type: 'audit.field.type',
  required: 'audit.field.required',
  subject: 'audit.field.subject',
  recovered: 'audit.field.recovered',
  deleted: 'audit.field.deleted',
  permissions: 'audit.field.permissions',
  ticket_access: 'audit.field.ticketAccess',
};

/** What a field is called; one that has no word of its own keeps the API's. */
export function fieldName(field: string, t: Translate): string {
  const name = NAMES[field];
  if (name) return t(name);
  const words = field.replaceAll('_', ' ').replaceAll('.', ' · ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** A value as one reads it; a dash for none. */
export function valueWords(field: string, value: SettingChange['value'], t: Translate): string {
  if (isEmpty(value)) return '—';
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (Array.isArray(value)) {
    return value.length === 0 ? '—' : value.map((one) => valueWords(field, one, t)).join(', ');
  }
  if (field === 'role' && isRole(value)) return t(`people.role.${value}`);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a value says nothing. */
export function isEmpty(value: SettingChange['value']): boolean {
  return value === null || value === undefined || value === '';
}

const isRole = (value: unknown): value is 'agent' | 'admin' | 'end-user' =>
  value === 'agent' || value === 'admin' || value === 'end-user';

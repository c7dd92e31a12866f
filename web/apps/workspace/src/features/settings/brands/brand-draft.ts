import type { Brand } from '@/features/brands/api';
import type { BrandChange } from './api';

/** A brand while it is being written. */
export type BrandDraft = {
  name: string;
  subdomain: string;
  host_mapping: string;
  /** As `#rrggbb`; empty for the desk's own. */
  color: string;
  signature_template: string;
};

export const EMPTY_BRAND: BrandDraft = {
  name: '',
  subdomain: '',
  host_mapping: '',
  color: '',
  signature_template: '{{agent.signature}}\n{{brand.name}}',
};

export function draftOf(brand: Brand): BrandDraft {
  return {
    name: brand.name,
    subdomain: brand.subdomain,
    host_mapping: brand.host_mapping ?? '',
    color: brand.color ?? '',
    signature_template: brand.signature_template,
  };
}

/** What the API takes: of a known brand what differs, so that the default one keeps the desk's name. */
export function changeOf(draft: BrandDraft, before: BrandDraft | null): BrandChange {
  const change: BrandChange = {
    name: draft.name.trim(),
    host_mapping: draft.host_mapping.trim() || null,
    color: draft.color || null,
    signature_template: draft.signature_template,
  };
  if (draft.subdomain.trim()) change.subdomain = draft.subdomain.trim();
  if (before && before.name === draft.name) delete change.name;
  return change;
}

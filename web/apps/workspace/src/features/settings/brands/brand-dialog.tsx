import { Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Brand, brandsQuery } from '@/features/brands/api';
import { SignatureField } from '@/features/senders/signature-field';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { Dialog, DialogActions } from '../dialog';
import { FRAME_PLACEHOLDERS } from '../macros/placeholders';
import classes from '../settings-page.module.css';
import { saveBrand, setLogo } from './api';
import { type BrandDraft, changeOf, draftOf, EMPTY_BRAND } from './brand-draft';
import { BrandPreview } from './brand-preview';
import { ColourField } from './colour-field';
import { LogoField } from './logo-field';

type Props = { brand: Brand | null; onClose: () => void };

/** Makes a brand, or changes one; beside it, what customers see of it. */
export function BrandDialog({ brand, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const before = brand && draftOf(brand);
  const [isActive, setActive] = useState(brand?.active ?? true);
  const [isDefault, setDefault] = useState(brand?.default ?? false);
  /** The picture that was chosen; null to have none, undefined to keep what there is. */
  const [picture, setPicture] = useState<File | null | undefined>(undefined);
  /** Set as soon as there is one, so that another try after a refused logo makes no second brand. */
  const id = useRef(brand?.id ?? null);
  const saving = useMutation({
    mutationFn: async (draft: BrandDraft) => {
      const flags = { active: isActive, ...(isDefault ? { default: true } : {}) };
      const saved = await saveBrand(id.current, { ...changeOf(draft, before), ...flags });
      id.current = saved.id;
      if (picture !== undefined) await setLogo(saved.id, picture);
    },
    onSettled: () => client.invalidateQueries({ queryKey: brandsQuery.queryKey }),
    onSuccess: onClose,
  });
  const form = useForm<BrandDraft>({
    initial: before ?? EMPTY_BRAND,
    check: ({ name }) => problemsOf({ name: blank(name) }),
    refusal: saving.error,
    refusalTexts: {
      signature_template: 'macroForm.badPlaceholder',
      color: 'brands.badColour',
      subdomain: 'brands.badSubdomain',
      host_mapping: 'brands.badHost',
    },
    onSubmit: (draft) => saving.mutate(draft),
  });
  return (
    <Dialog title={brand ? brand.name : t('brands.add')} onClose={onClose} size={640}>
      <form className={classes.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={saving.error} fields={form.names} />
        <TextInput {...form.field('name')} label={t('brands.name')} data-autofocus />
        <LogoField logo={brand?.logo ?? null} picture={picture} onChange={setPicture} />
        <ColourField
          value={form.values.color}
          error={form.errorOf('color')}
          onChange={(color) => form.change({ color })}
        />
        <SignatureField
          label={t('senders.signature')}
          hint={t('brands.signatureHint')}
          value={form.values.signature_template}
          error={form.errorOf('signature_template')}
          placeholders={FRAME_PLACEHOLDERS}
          brandName={form.values.name || undefined}
          onChange={(signature_template) => form.change({ signature_template })}
        />
        <TextInput
          {...form.field('subdomain')}
          label={t('brands.subdomain')}
          description={t('brands.subdomainHint')}
        />
        <TextInput
          {...form.field('host_mapping')}
          label={t('brands.host')}
          description={t('brands.hostHint')}
          placeholder="help.example.com"
        />
        <Switch
          label={t('brands.active')}
          description={t('brands.activeHint')}
          checked={isActive}
          disabled={isDefault}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
        <Switch
          label={t('brands.makeDefault')}
          description={t('brands.defaultHint')}
          checked={isDefault}
          disabled={brand?.default || !isActive}
          onChange={(event) => setDefault(event.currentTarget.checked)}
        />
        <BrandPreview
          draft={form.values}
          logo={picture === undefined ? (brand?.logo ?? null) : null}
          picture={picture ?? null}
        />
        <DialogActions
          action={t(brand ? 'form.save' : 'brands.create')}
          isPending={saving.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

import { Button } from '@mantine/core';
import { IconFlag3, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Brand, brandsQuery } from '@/features/brands/api';
import { BrandMark } from '@/features/brands/brand-mark';
import { useT } from '@/i18n/provider';
import { ErrorState, IconButton } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { EmptyRow } from '../empty-row';
import { type Mailbox, mailboxesQuery } from '../mailboxes/api';
import { SettingsPage } from '../settings-page';
import classes from '../settings-page.module.css';
import { useSettingChange } from '../use-setting-changes';
import { deleteBrand } from './api';
import { BrandDialog } from './brand-dialog';

type Open = { kind: 'edit'; brand: Brand | null } | { kind: 'remove'; brand: Brand };

/** The names under which the desk answers, each with its addresses. */
export function BrandsPage() {
  const t = useT();
  const { data: brands, error, refetch } = useQuery(brandsQuery);
  const { data: mailboxes = [] } = useQuery(mailboxesQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const removing = useSettingChange([brandsQuery.queryKey, mailboxesQuery.queryKey], deleteBrand);
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'edit', brand: null })}
    >
      {t('brands.add')}
    </Button>
  );
  const isAlone = brands?.length === 1;
  return (
    <SettingsPage
      title={t('settings.brands')}
      lead={t('brands.lead')}
      action={brands && !isAlone && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {isAlone && (
        <EmptyRow Icon={IconFlag3} title={t('brands.none')} action={add}>
          {t('brands.noneText')}
        </EmptyRow>
      )}
      {brands && (
        <ul className={classes.list}>
          {brands.map((brand) => (
            <BrandLine
              key={brand.id}
              brand={brand}
              mailboxes={mailboxes.filter((mailbox) => mailbox.brand_id === brand.id)}
              onEdit={() => setOpen({ kind: 'edit', brand })}
              onRemove={() => setOpen({ kind: 'remove', brand })}
            />
          ))}
        </ul>
      )}
      {open?.kind === 'edit' && <BrandDialog brand={open.brand} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('brands.removeTitle', { name: open.brand.name })}
          text={t('brands.removeText', { name: brands?.find((each) => each.default)?.name ?? '' })}
          action={t('brands.remove')}
          onClose={close}
          onConfirm={() => removing.mutateAsync(open.brand.id)}
        />
      )}
    </SettingsPage>
  );
}

type LineProps = {
  brand: Brand;
  mailboxes: readonly Mailbox[];
  onEdit: () => void;
  onRemove: () => void;
};

function BrandLine({ brand, mailboxes, onEdit, onRemove }: LineProps) {
  const t = useT();
  const { name } = brand;
  const addresses = mailboxes.map((mailbox) => mailbox.address).join(', ');
  return (
    <li className={`${classes.item} ${classes.twoLines} ${classes.person}`}>
      <BrandMark brand={brand} size={28} />
      <span className={classes.itemText}>
        <b>{name}</b>
        <span className={classes.faint}>{addresses || t('brands.noAddress')}</span>
      </span>
      {brand.default && <span className={classes.badge}>{t('brands.default')}</span>}
      {!brand.active && <span className={classes.badge}>{t('brands.inactive')}</span>}
      <IconButton label={t('brands.edit', { name })} onClick={onEdit}>
        <IconPencil size={16} stroke={1.75} />
      </IconButton>
      {!brand.default && (
        <IconButton label={t('common.remove', { name })} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </IconButton>
      )}
    </li>
  );
}

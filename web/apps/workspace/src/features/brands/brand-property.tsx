import type { Ticket } from '@guichet/api';
import { Property } from '@/features/properties/property';
import properties from '@/features/properties/property-list.module.css';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { BrandMark } from './brand-mark';
import { useBrandOptions, useBrands, useHasBrands } from './use-brands';

type Props = { ticket: Ticket; isReadOnly: boolean };

/** The brand of a ticket, where the desk has several. */
export function BrandProperty({ ticket, isReadOnly }: Props) {
  const t = useT();
  const { mutate } = useChangeTicket(ticket.id);
  const brand = useBrands().find((each) => each.id === ticket.brand_id);
  if (!useHasBrands()) return null;
  return (
    <Property
      name="brand"
      label={t('changes.brand_id')}
      isReadOnly={isReadOnly}
      useOptions={useBrandOptions}
      chosen={[String(ticket.brand_id)]}
      onPick={(id) => mutate({ change: { brand_id: Number(id) } })}
    >
      {brand && (
        <>
          <BrandMark brand={brand} size={16} />
          <span className={properties.ellipsis}>{brand.name}</span>
        </>
      )}
    </Property>
  );
}

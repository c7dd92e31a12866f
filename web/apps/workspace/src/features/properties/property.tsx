import { type OpenProperty, useDetails } from './details-context';
import { PropertyRow, type RowProps } from './property-row';

type Props = RowProps & { name: NonNullable<OpenProperty> };

/** A property of the open ticket, whose list keys open too. */
export function Property({ name, ...row }: Props) {
  const { openProperty, edit } = useDetails();
  return (
    <PropertyRow
      {...row}
      opened={openProperty === name}
      onOpenedChange={(opened) => edit(opened ? name : null)}
    />
  );
}

import { useState } from 'react';
import { PropertyRow, type RowProps } from './property-row';

/** A property whose list only its own button opens. */
export function PickProperty(row: RowProps) {
  const [isOpen, setOpen] = useState(false);
  return <PropertyRow {...row} opened={isOpen} onOpenedChange={setOpen} />;
}

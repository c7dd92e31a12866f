import { type Ref, type RefObject, useImperativeHandle } from 'react';

type Props = { element: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement | null> };

/** Stands for an element that is on the page already, for a dropdown that is added beside it. */
export function ExistingTarget({ element, ref }: Props) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => element.current, [
    element,
  ]);
  return null;
}

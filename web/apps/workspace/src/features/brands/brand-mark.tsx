import type { Brand } from './api';
import classes from './brand-mark.module.css';

type Props = { brand: Pick<Brand, 'name' | 'color' | 'logo'>; size: number };

/** A brand's logo, or the first letter of its name in its colour. */
export function BrandMark({ brand, size }: Props) {
  if (brand.logo) {
    return (
      <img
        className={classes.logo}
        src={brand.logo.content_url}
        alt=""
        width={size}
        height={size}
      />
    );
  }
  return (
    <span
      className={classes.letter}
      style={{ width: size, height: size, fontSize: size / 2, '--brand': brand.color ?? undefined }}
      aria-hidden="true"
    >
      {brand.name.charAt(0).toLocaleUpperCase()}
    </span>
  );
}

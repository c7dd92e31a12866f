import classes from './check-box.module.css';

type Props = {
  label: string;
  checked: boolean;
  /** Some but not all of what it stands for. */
  isMixed?: boolean;
  className?: string;
  /** `isRange`: Shift was held, which asks for everything since the last one. */
  onChange: (isRange: boolean) => void;
};

/** A box to tick, without text beside it. */
export function CheckBox({ label, checked, isMixed = false, className = '', onChange }: Props) {
  return (
    <input
      type="checkbox"
      className={`${classes.box} ${className}`}
      aria-label={label}
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = isMixed;
      }}
      onChange={({ nativeEvent }) =>
        onChange(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}

import 'react';

// Lets a component hand a measure to its stylesheet as a custom property.
declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}

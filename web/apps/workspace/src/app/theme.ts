import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { createElement } from 'react';
import actionIcon from './styles/action-icon.module.css';
import button from './styles/button.module.css';
import input from './styles/input.module.css';
import menu from './styles/menu.module.css';
import modal from './styles/modal.module.css';
import segmented from './styles/segmented-control.module.css';
import switchStyles from './styles/switch.module.css';

const canard: MantineColorsTuple = [
  '#ebf6f7',
  '#d5ebed',
  '#a9d8db',
  '#74c2c8',
  '#45a9b1',
  '#21919a',
  '#0f7a84',
  '#0b6770',
  '#0a5059',
  '#083a41',
];
const zinc: MantineColorsTuple = [
  '#f8f9f9',
  '#f2f4f4',
  '#e9eced',
  '#dde1e2',
  '#c6cccd',
  '#a3abad',
  '#7a8487',
  '#5a6568',
  '#384144',
  '#182022',
];
const dark: MantineColorsTuple = [
  '#e4e9ea',
  '#bcc5c7',
  '#97a2a5',
  '#6f7b7e',
  '#3b4548',
  '#2b3336',
  '#22292b',
  '#1a2022',
  '#14191b',
  '#0f1315',
];

const BUTTON_HEIGHTS: Record<string, string> = { xs: '24px', sm: '28px', md: '32px', lg: '40px' };

/** Mantine's part of the design language; colours with a meaning are in tokens.css. */
export const theme = createTheme({
  primaryColor: 'canard',
  primaryShade: { light: 7, dark: 6 },
  colors: { canard, gray: zinc, dark },
  fontFamily: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.45', sm: '1.34', md: '1.54', lg: '1.5', xl: '1.5' },
  headings: { fontWeight: '630' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  autoContrast: false,
  // By name: components that no first screen shows are loaded with what shows them.
  components: {
    Button: {
      defaultProps: { size: 'sm', variant: 'default' },
      classNames: button,
      vars: (_theme: unknown, props: { size?: unknown }) => ({
        root: { '--button-height': BUTTON_HEIGHTS[String(props.size)] },
      }),
    },
    ActionIcon: {
      defaultProps: { size: 28, variant: 'subtle', color: 'gray' },
      classNames: actionIcon,
    },
    Input: {
      defaultProps: { size: 'sm' },
      classNames: { input: input.input },
      vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '13px' } }),
    },
    InputWrapper: {
      classNames: { label: input.label, error: input.error, description: input.description },
    },
    Select: {
      defaultProps: {
        rightSection: createElement(IconChevronDown, { size: 14, stroke: 1.75 }),
        rightSectionPointerEvents: 'none',
      },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        offset: 4,
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 120, transition: 'pop' },
      },
      classNames: menu,
    },
    Popover: { classNames: { dropdown: menu.dropdown } },
    Combobox: {
      classNames: { dropdown: menu.dropdown, option: menu.item, empty: menu.empty },
    },
    Modal: {
      defaultProps: { centered: false, yOffset: 108 },
      classNames: modal,
    },
    SegmentedControl: { classNames: segmented },
    Switch: {
      defaultProps: { withThumbIndicator: false },
      classNames: switchStyles,
    },
  },
});

const shared = {
  '--mantine-color-body': 'var(--g-chrome)',
  '--mantine-color-text': 'var(--g-text)',
  '--mantine-color-dimmed': 'var(--g-text-3)',
  '--mantine-color-default-border': 'var(--g-line-2)',
  '--mantine-color-anchor': 'var(--g-accent)',
  '--mantine-color-placeholder': 'var(--g-text-3)',
  '--mantine-color-error': 'var(--g-danger)',
};

/** Points Mantine's own colour names at ours. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});

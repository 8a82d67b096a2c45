import {
  Alert, Avatar, Badge, Drawer, Modal, createTheme, localStorageColorSchemeManager, type MantineColorsTuple,
} from '@mantine/core';

const lagoon: MantineColorsTuple = [
  '#e9f7f5', '#d5ece8', '#abd9d2', '#7ec5bb', '#5ab5a8', '#43ab9c', '#349e90', '#1f7f73', '#13766a', '#00665a',
];
const slate: MantineColorsTuple = [
  '#dfe5eb', '#b6c1cc', '#93a1b0', '#6d7c8c', '#3a4754', '#26303b', '#1b232c', '#141a21', '#0d1116', '#080b0f',
];

/** The page's own colours, which page.css gives for both schemes, by the names that components take. */
const tones: Record<string, string> = {
  lagoon: 'var(--accent)',
  red: 'var(--bad)',
  yellow: 'var(--warm)',
  gray: 'var(--dim)',
};

function tone(color: string | undefined): string {
  return tones[color ?? 'lagoon'] ?? 'var(--accent)';
}

function tint(color: string | undefined, percent: number): string {
  return `color-mix(in srgb, ${tone(color)} ${percent}%, transparent)`;
}

export const theme = createTheme({
  primaryColor: 'lagoon',
  // White on it has a contrast of 4.8.
  primaryShade: 7,
  colors: { lagoon, dark: slate },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Modal: Modal.extend({ defaultProps: { padding: 'lg', radius: 'lg' }, styles: { title: { fontWeight: 600, fontSize: 17 } } }),
    Drawer: Drawer.extend({ defaultProps: { padding: 'lg' }, styles: { title: { fontWeight: 600, fontSize: 17 } } }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', tt: 'none', fw: 550 },
      vars: (_, props) => ({
        root: { '--badge-bg': tint(props.color, 15), '--badge-color': tone(props.color), '--badge-fz': '12.5px' },
      }),
    }),
    Avatar: Avatar.extend({
      vars: (_, props) => ({ root: { '--avatar-bg': tint(props.color, 18), '--avatar-color': tone(props.color) } }),
    }),
    Alert: Alert.extend({
      vars: (_, props) => ({
        root: { '--alert-bg': tint(props.color, 10), '--alert-color': tone(props.color), '--alert-bd': `1px solid ${tint(props.color, 25)}` },
      }),
    }),
  },
  headings: { fontWeight: '600' },
});

export const colorSchemes = localStorageColorSchemeManager({ key: 'sightline-colour-scheme' });

import { Modal, createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

const lagoon: MantineColorsTuple = [
  '#e9f7f5', '#d5ece8', '#abd9d2', '#7ec5bb', '#5ab5a8', '#43ab9c', '#349e90', '#23877a', '#13766a', '#00665a',
];
const slate: MantineColorsTuple = [
  '#dfe5eb', '#b6c1cc', '#93a1b0', '#6d7c8c', '#3a4754', '#26303b', '#1b232c', '#141a21', '#0d1116', '#080b0f',
];

export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 7, dark: 6 },
  colors: { lagoon, dark: slate },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: { Modal: Modal.extend({ styles: { title: { fontWeight: 600, fontSize: 17 } } }) },
  headings: { fontWeight: '600' },
});

export const colorSchemes = localStorageColorSchemeManager({ key: 'sightline-colour-scheme' });

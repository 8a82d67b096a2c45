import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo, MoonIcon, SunIcon } from './icons';

export function TopBar({ left, children }: { left?: ReactNode; children?: ReactNode }) {
  return (
    <header className="top-bar">
      {left ?? (
        <a href="#/" className="brand" aria-label="Sightline, all cameras">
          <Logo />
          <span>Sightline</span>
        </a>
      )}
      <div className="top-bar-end">
        {children}
        <ThemeSwitch />
      </div>
    </header>
  );
}

function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('dark') === 'dark';
  const label = dark ? 'Light theme' : 'Dark theme';
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <SunIcon /> : <MoonIcon />}
      </ActionIcon>
    </Tooltip>
  );
}

import type { ComponentType } from 'react';
import type { Me } from '../api/accountTypes';
import { CameraIcon, GridIcon, PulseIcon, ShieldIcon } from './icons';
import type { Route } from './route';

/** An entry of the navigation. */
export interface Place {
  label: string;
  /** Beside the label on phones, where the navigation is at the bottom. */
  icon: ComponentType;
  href: string;
  /** Whoever may not do anything there does not see it. */
  visible: (me: Me) => boolean;
  /** Whether one is there. */
  current: (route: Route) => boolean;
}

const places: Place[] = [
  {
    label: 'Live',
    icon: GridIcon,
    href: '#/',
    visible: () => true,
    current: (route) => route.kind === 'grid' || route.kind === 'camera',
  },
  {
    label: 'Cameras',
    icon: CameraIcon,
    href: '#/cameras',
    visible: () => true,
    current: (route) => route.kind === 'inventory' || route.kind === 'add' || route.kind === 'onboarding',
  },
  {
    label: 'Health',
    icon: PulseIcon,
    href: '#/health',
    visible: () => true,
    current: (route) => route.kind === 'health',
  },
  {
    label: 'Administration',
    icon: ShieldIcon,
    href: '#/administration',
    visible: (me) => me.rights.manageUsers || me.rights.audit,
    current: (route) => route.kind === 'administration',
  },
];

/** The places of one person; none where there is only one, as then there is nothing to choose. */
export function placesOf(me: Me): Place[] {
  const visible = places.filter((place) => place.visible(me));
  return visible.length > 1 ? visible : [];
}

import type { ReactNode, SVGProps } from 'react';

/** Line icons on a 24 × 24 grid. They are decoration: what they mean stands in the label beside. */
function Icon({ children, ...props }: SVGProps<SVGSVGElement> & { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...props}
    >
      {children}
    </svg>
  );
}

type Props = SVGProps<SVGSVGElement>;

export const PlusIcon = (props: Props) => <Icon {...props}><path d="M12 5v14M5 12h14" /></Icon>;
export const MinusIcon = (props: Props) => <Icon {...props}><path d="M5 12h14" /></Icon>;
export const SunIcon = (props: Props) => (
  <Icon {...props}><circle cx="12" cy="12" r="4" /><path d="M12 2v2m0 16v2M4 12H2m20 0h-2M5 5l1.5 1.500m11 11L19 19M5 19l1.5-1.500m11-11L19 5" /></Icon>
);
export const MoonIcon = (props: Props) => <Icon {...props}><path d="M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500Z" /></Icon>;
export const DotsIcon = (props: Props) => (
  <Icon {...props} fill="currentColor" stroke="none"><circle cx="5" cy="12" r="1.7" /><circle cx="12" cy="12" r="1.7" /><circle cx="19" cy="12" r="1.7" /></Icon>
);
export const PencilIcon = (props: Props) => <Icon {...props}><path d="m4 20 1-4L16 5l3 3L8 19l-4 1ZM14 7l3 3" /></Icon>;
export const TrashIcon = (props: Props) => <Icon {...props}><path d="M4 7h16M9 7V4h6v3m-8 0 1 13h8l1-13M10 11v5m4-5v5" /></Icon>;
export const BackIcon = (props: Props) => <Icon {...props}><path d="M15 5l-7 7 7 7" /></Icon>;
export const PlayIcon = (props: Props) => <Icon {...props} fill="currentColor"><path d="M8 5.500v13l10.5-6.500L8 5.500Z" /></Icon>;
export const PauseIcon = (props: Props) => <Icon {...props} fill="currentColor"><path d="M8 5.500v13M16 5.500v13" strokeWidth="3.5" /></Icon>;
export const FrameBackIcon = (props: Props) => <Icon {...props}><path d="M17 6v12l-8-6 8-6ZM6 6v12" /></Icon>;
export const FrameForwardIcon = (props: Props) => <Icon {...props}><path d="M7 6v12l8-6-8-6ZM18 6v12" /></Icon>;
export const RewindIcon = (props: Props) => (
  <Icon {...props}><path d="M4 4v5h5" /><path d="M4.5 9A8.5 8.5 0 1 1 3.5 13" /><text x="12.2" y="16.3" fontSize="8.5" fontWeight="700" textAnchor="middle" fill="currentColor" stroke="none">10</text></Icon>
);
export const ForwardIcon = (props: Props) => (
  <Icon {...props}><path d="M20 4v5h-5" /><path d="M19.5 9a8.5 8.5 0 1 0 1 4" /><text x="11.8" y="16.3" fontSize="8.5" fontWeight="700" textAnchor="middle" fill="currentColor" stroke="none">10</text></Icon>
);
export const SoundIcon = (props: Props) => <Icon {...props}><path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500H4ZM15.5 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11" /></Icon>;
export const MutedIcon = (props: Props) => <Icon {...props}><path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500H4ZM16 9.500l5 5m0-5-5 5" /></Icon>;
export const FullscreenIcon = (props: Props) => <Icon {...props}><path d="M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5" /></Icon>;
export const ExportIcon = (props: Props) => <Icon {...props}><path d="M12 4v11m-4.5-4L12 15.5 16.5 11M4 19.500h16" /></Icon>;
export const CameraIcon = (props: Props) => <Icon {...props}><rect x="3" y="7" width="13" height="10" rx="2" /><path d="m16 11 5-2.500v7L16 13" /></Icon>;
export const CheckIcon = (props: Props) => <Icon {...props}><path d="m5 12.5 4.5 4.500L19 7.5" /></Icon>;
export const AlertIcon = (props: Props) => <Icon {...props}><path d="M12 4 2.5 20h19L12 4Zm0 6v5m0 2.500v.01" /></Icon>;
export const BellIcon = (props: Props) => <Icon {...props}><path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15L6 16.500ZM10 20.500a2.200 2.200 0 0 0 4 0" /></Icon>;
export const ChartIcon = (props: Props) => <Icon {...props}><path d="M4 4.500v15h16M8 15.500l3.500-4.500 3 2.500L19 8" /></Icon>;
export const ImageIcon = (props: Props) => <Icon {...props}><rect x="3.500" y="5" width="17" height="14" rx="2" /><circle cx="9" cy="10" r="1.500" /><path d="m4 17 4.500-4 3 2.500 4-4 5 5" /></Icon>;
export const GridIcon = (props: Props) => (
  <Icon {...props}><rect x="4" y="5" width="7" height="6" rx="1" /><rect x="13" y="5" width="7" height="6" rx="1" /><rect x="4" y="13" width="7" height="6" rx="1" /><rect x="13" y="13" width="7" height="6" rx="1" /></Icon>
);
export const PulseIcon = (props: Props) => <Icon {...props}><path d="M3 12h4.500l2.500-6 4 12 2.500-6H21" /></Icon>;
export const KeyboardIcon = (props: Props) => <Icon {...props}><rect x="2.5" y="6" width="19" height="12" rx="2" /><path d="M6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8" /></Icon>;
export const UserIcon = (props: Props) => <Icon {...props}><circle cx="12" cy="8" r="4" /><path d="M4.5 20c.8-4 3.600-6 7.500-6s6.700 2 7.500 6" /></Icon>;
export const UsersIcon = (props: Props) => <Icon {...props}><circle cx="9" cy="8.500" r="3.500" /><path d="M2.500 19.500c.6-3.600 2.900-5.500 6.500-5.500s5.900 1.900 6.500 5.500M15.500 5.200a3.500 3.500 0 0 1 0 6.600M18 14.600c2 .8 3.100 2.400 3.500 4.900" /></Icon>;
export const LogOutIcon = (props: Props) => <Icon {...props}><path d="M10 4H5v16h5M9.500 12H20m-4-4 4 4-4 4" /></Icon>;
export const KeyIcon = (props: Props) => <Icon {...props}><circle cx="8" cy="15" r="4.500" /><path d="M11.500 12 20 3.500M16 7.500l3 3" /></Icon>;
export const ShieldIcon = (props: Props) => <Icon {...props}><path d="M12 3.500 5 6v5.500c0 4.500 2.800 7.500 7 9 4.200-1.500 7-4.500 7-9V6l-7-2.500Z" /></Icon>;
export const DevicesIcon = (props: Props) => <Icon {...props}><rect x="3" y="4.500" width="14" height="10" rx="1.500" /><path d="M6 19.500h6M9.500 14.500v5" /><rect x="16.500" y="10" width="5" height="9.500" rx="1.200" fill="var(--surface)" /></Icon>;
export const LinkIcon = (props: Props) => <Icon {...props}><path d="M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1" /></Icon>;
export const SearchIcon = (props: Props) => <Icon {...props}><circle cx="11" cy="11" r="6.500" /><path d="m16 16 4.500 4.500" /></Icon>;
export const ListIcon = (props: Props) => <Icon {...props}><path d="M8.500 6.500H20M8.500 12H20M8.500 17.500H20M4.500 6.500h.01M4.500 12h.01M4.500 17.500h.01" /></Icon>;
export const CopyIcon = (props: Props) => <Icon {...props}><rect x="8.500" y="8.500" width="11.500" height="11.500" rx="2" /><path d="M15.500 8.500V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.500a2 2 0 0 0 2 2h2.500" /></Icon>;
export const GroupIcon = (props: Props) => <Icon {...props}><rect x="3.500" y="4" width="7" height="7" rx="1.500" /><rect x="13.500" y="4" width="7" height="7" rx="1.500" /><rect x="3.500" y="13.500" width="7" height="7" rx="1.500" /><rect x="13.500" y="13.500" width="7" height="7" rx="1.500" /></Icon>;
export const StarIcon = (props: Props) => <Icon {...props}><path d="m12 4 2.500 5.200 5.700.8-4.100 4 1 5.700L12 17l-5.100 2.700 1-5.700-4.100-4 5.700-.8L12 4Z" /></Icon>;
export const RadarIcon = (props: Props) => <Icon {...props}><circle cx="12" cy="12" r="1.500" /><path d="M8.500 15.500a5 5 0 0 1 0-7M15.500 8.500a5 5 0 0 1 0 7M5.600 18.400a9 9 0 0 1 0-12.800M18.400 5.600a9 9 0 0 1 0 12.800" /></Icon>;
export const UploadIcon = (props: Props) => <Icon {...props}><path d="M12 15.500V4.500M7.500 8.500 12 4l4.500 4.500M4 19.500h16" /></Icon>;
export const TagIcon = (props: Props) => <Icon {...props}><path d="M4 4.500h7.500l8.500 8.500-7 7-8.500-8.500L4 4.500ZM8.300 8.800h.01" /></Icon>;
export const RecordIcon = (props: Props) => <Icon {...props}><circle cx="12" cy="12" r="8" /><circle cx="12" cy="12" r="3.500" fill="currentColor" stroke="none" /></Icon>;
export const StopIcon = (props: Props) => <Icon {...props}><circle cx="12" cy="12" r="8" /><path d="M9.500 9.500h5v5h-5z" fill="currentColor" stroke="none" /></Icon>;
export const FactoryIcon = (props: Props) => <Icon {...props}><path d="M4 20V10l5.500 3.500V10l5.500 3.500V5h5v15H4ZM8 17h.01M12 17h.01M16 17h.01" /></Icon>;

export const ChevronIcon = (props: Props) => <Icon {...props}><path d="m6 9.500 6 6 6-6" /></Icon>;
export const HomeIcon = (props: Props) => <Icon {...props}><path d="M4 11.500 12 4.500l8 7M6.500 9.500V19.500h11V9.500" /></Icon>;
export const SnapshotIcon = (props: Props) => <Icon {...props}><path d="M4 8h3.500L9 5.500h6L16.500 8H20v11H4V8Z" /><circle cx="12" cy="13" r="3.500" /></Icon>;

/** An eye, and the line it sees along. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d="M3 16c3.4-5.6 7.7-8.4 13-8.400S25.6 10.4 29 16c-3.4 5.6-7.7 8.4-13 8.400S6.4 21.6 3 16Z" fill="none" stroke="var(--accent)" strokeWidth="2.3" strokeLinejoin="round" />
      <circle cx="16" cy="16" r="3.8" fill="var(--accent)" />
      <path d="M16 16h15" stroke="var(--warm)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}

import type { ReactNode } from 'react';
import { useMe } from '../session/useSession';
import { CameraIcon, FactoryIcon, LinkIcon, PlusIcon, RadarIcon, UploadIcon } from '../shell/icons';
import { addHref, type AddWay } from '../shell/route';
import styles from './first.module.css';

interface Way {
  way: AddWay;
  icon: ReactNode;
  title: string;
  words: string;
}

const ways: Way[] = [
  {
    way: 'discover',
    icon: <RadarIcon width={26} height={26} />,
    title: 'Look for cameras',
    words: 'Finds what answers on this network.',
  },
  {
    way: 'address',
    icon: <PlusIcon width={26} height={26} />,
    title: 'Add by address',
    words: 'An IP address and a password are enough.',
  },
  {
    way: 'import',
    icon: <UploadIcon width={26} height={26} />,
    title: 'Import a list',
    words: 'An Excel or CSV file, checked row by row.',
  },
];

/** For somebody who has no camera yet: where to begin. */
export function FirstCamera() {
  const { manageCameras } = useMe().rights;
  if (!manageCameras) {
    return (
      <div className="centred empty">
        <CameraIcon width={56} height={56} strokeWidth={1.1} />
        <h1>No cameras yet</h1>
        <p>Cameras that an administrator grants you are shown here.</p>
      </div>
    );
  }
  return (
    <div className="centred empty">
      <CameraIcon width={56} height={56} strokeWidth={1.1} />
      <h1>No cameras yet</h1>
      <p>Where shall we begin? The first picture is here a few seconds later.</p>
      <nav className={styles.ways} aria-label="Ways to add a camera">
        {ways.map(({ way, icon, title, words }) => (
          <a key={way} href={addHref(way)} className={styles.way}>
            {icon}
            <strong>{title}</strong>
            <span>{words}</span>
          </a>
        ))}
      </nav>
      <div className={styles.others}>
        <a href={addHref('url')}><LinkIcon width={16} />By URL</a>
        <a href={addHref('manufacturer')}><FactoryIcon width={16} />By manufacturer</a>
      </div>
    </div>
  );
}

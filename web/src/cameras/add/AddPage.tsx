import type { ReactNode } from 'react';
import { useMe } from '../../session/useSession';
import { FactoryIcon, LinkIcon, PlusIcon, RadarIcon, UploadIcon } from '../../shell/icons';
import { addHref, type AddWay, type Route } from '../../shell/route';
import { SectionHead, SectionLayout } from '../../shell/Sections';
import { TopBar } from '../../shell/TopBar';
import { ImportPanel } from '../import/ImportPanel';
import { AddByAddress } from './AddByAddress';
import { AddByManufacturer } from './AddByManufacturer';
import { AddByUrl } from './AddByUrl';
import { DiscoverPanel } from './DiscoverPanel';
import { OnboardingPanel } from './OnboardingPanel';
import { UnfinishedList } from './UnfinishedList';

const ways: { way: AddWay; label: string; icon: ReactNode; words: string }[] = [
  {
    way: 'address',
    label: 'By address',
    icon: <PlusIcon />,
    words: 'Sightline asks the device what it is, shows what it found, and adds what you want of it.',
  },
  { way: 'discover', label: 'Discover', icon: <RadarIcon />, words: 'What answers on this network (WS-Discovery).' },
  { way: 'url', label: 'By URL', icon: <LinkIcon />, words: 'For whatever plays by RTSP and knows no ONVIF.' },
  {
    way: 'manufacturer',
    label: 'By manufacturer',
    icon: <FactoryIcon />,
    words: 'The usual paths of a manufacturer, where a device has no ONVIF or it is switched off.',
  },
  { way: 'import', label: 'Import a list', icon: <UploadIcon />, words: 'Many at once, from an Excel or CSV file. Nothing is added before you have seen what would be.' },
];

/** Every way to a new camera. */
export function AddPage({ route }: { route: Extract<Route, { kind: 'add' | 'onboarding' }> }) {
  const { manageCameras } = useMe().rights;
  const current = route.kind === 'add' ? route.way : 'address';
  const chosen = ways.find(({ way }) => way === current);
  const links = ways.map(({ way, label, icon }) => ({ label, icon, href: addHref(way), current: way === current }));
  return (
    <div className="page">
      <TopBar />
      {manageCameras ? (
        <SectionLayout label="Ways to add a camera" links={links}>
          <SectionHead title={chosen?.label} words={chosen?.words} />
          {route.kind === 'onboarding' ? (
            <OnboardingPanel key={route.id} id={route.id} />
          ) : (
            <Way way={route.way} address={route.address} />
          )}
          <UnfinishedList except={route.kind === 'onboarding' ? route.id : undefined} />
        </SectionLayout>
      ) : (
        <NotYours />
      )}
    </div>
  );
}

function Way({ way, address }: { way: AddWay; address: string }) {
  switch (way) {
    case 'address':
      return <AddByAddress key={address} address={address} />;
    case 'discover':
      return <DiscoverPanel />;
    case 'url':
      return <AddByUrl />;
    case 'manufacturer':
      return <AddByManufacturer />;
    case 'import':
      return <ImportPanel />;
  }
}

function NotYours() {
  return (
    <main className="centred empty">
      <h1>Cameras are added by others</h1>
      <p>Your account has not the right to it. Ask an administrator.</p>
      <a href="#/cameras">Your cameras</a>
    </main>
  );
}

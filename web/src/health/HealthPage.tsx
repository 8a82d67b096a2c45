import { useMe } from '../session/useSession';
import { BellIcon, ImageIcon, PulseIcon } from '../shell/icons';
import { healthHref, type HealthSection } from '../shell/route';
import { SectionLayout } from '../shell/Sections';
import { TopBar } from '../shell/TopBar';
import { AlarmsSection } from './alarms/AlarmsSection';
import { OverviewSection } from './overview/OverviewSection';
import { PicturesSection } from './pictures/PicturesSection';

const sections = [
  { section: 'overview', label: 'Overview', icon: <PulseIcon /> },
  { section: 'alarms', label: 'Alarms', icon: <BellIcon /> },
  { section: 'pictures', label: 'Daily check', icon: <ImageIcon /> },
] as const;

export function HealthPage({ section }: { section: HealthSection }) {
  const { manageCameras } = useMe().rights;
  const links = sections.map((each) => ({ ...each, href: healthHref(each.section), current: each.section === section }));
  return (
    <div className="page">
      <TopBar />
      <SectionLayout label="Health" links={links}>
        <Section section={section} mayManage={manageCameras} />
      </SectionLayout>
    </div>
  );
}

function Section({ section, mayManage }: { section: HealthSection; mayManage: boolean }) {
  switch (section) {
    case 'overview':
      return <OverviewSection mayManage={mayManage} />;
    case 'alarms':
      return <AlarmsSection />;
    case 'pictures':
      return <PicturesSection mayCheck={mayManage} />;
  }
}

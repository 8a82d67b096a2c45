import { useMe } from '../session/useSession';
import { BellIcon, PulseIcon } from '../shell/icons';
import { healthHref, type HealthSection } from '../shell/route';
import { SectionLayout } from '../shell/Sections';
import { TopBar } from '../shell/TopBar';
import { AlarmsSection } from './alarms/AlarmsSection';
import { OverviewSection } from './overview/OverviewSection';

const sections = [
  { section: 'overview', label: 'Overview', icon: <PulseIcon /> },
  { section: 'alarms', label: 'Alarms', icon: <BellIcon /> },
] as const;

export function HealthPage({ section }: { section: HealthSection }) {
  const links = sections.map((each) => ({ ...each, href: healthHref(each.section), current: each.section === section }));
  return (
    <div className="page">
      <TopBar />
      <SectionLayout label="Health" links={links}>
        <Section section={section} />
      </SectionLayout>
    </div>
  );
}

function Section({ section }: { section: HealthSection }) {
  const { manageCameras } = useMe().rights;
  switch (section) {
    case 'overview':
      return <OverviewSection mayManage={manageCameras} />;
    case 'alarms':
      return <AlarmsSection />;
  }
}

import { useMe } from '../session/useSession';
import { BellIcon, ChartIcon, ImageIcon, PulseIcon } from '../shell/icons';
import { healthHref, type HealthSection } from '../shell/route';
import { SectionLayout } from '../shell/Sections';
import { TopBar } from '../shell/TopBar';
import { AlarmsSection } from './alarms/AlarmsSection';
import { OverviewSection } from './overview/OverviewSection';
import { PicturesSection } from './pictures/PicturesSection';
import { ViewsSection } from './views/ViewsSection';

const sections = [
  { section: 'overview', label: 'Overview', icon: <PulseIcon />, forModerators: false },
  { section: 'alarms', label: 'Alarms', icon: <BellIcon />, forModerators: false },
  { section: 'pictures', label: 'Daily check', icon: <ImageIcon />, forModerators: false },
  // Who watches what is not for everybody who watches.
  { section: 'views', label: 'Viewing', icon: <ChartIcon />, forModerators: true },
] as const;

export function HealthPage({ section }: { section: HealthSection }) {
  const { manageCameras } = useMe().rights;
  const visible = sections.filter(({ forModerators }) => manageCameras || !forModerators);
  const chosen = visible.some((each) => each.section === section) ? section : 'overview';
  const links = visible.map((each) => ({ ...each, href: healthHref(each.section), current: each.section === chosen }));
  return (
    <div className="page">
      <TopBar />
      <SectionLayout label="Health" links={links}>
        <Section section={chosen} mayManage={manageCameras} />
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
    case 'views':
      return <ViewsSection />;
  }
}

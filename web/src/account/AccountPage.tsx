import { DevicesIcon, KeyIcon, ShieldIcon, UserIcon } from '../shell/icons';
import { accountHref, type AccountSection } from '../shell/route';
import { SectionHead, SectionLayout } from '../shell/Sections';
import { TopBar } from '../shell/TopBar';
import { ApiKeysSection } from './ApiKeysSection';
import { IdentitiesSection } from './IdentitiesSection';
import { PasswordSection } from './PasswordSection';
import { ProfileSection } from './ProfileSection';
import { SessionsSection } from './SessionsSection';
import { TotpSection } from './TotpSection';

const sections: { section: AccountSection; label: string; icon: React.ReactNode }[] = [
  { section: 'profile', label: 'Profile', icon: <UserIcon /> },
  { section: 'security', label: 'Security', icon: <ShieldIcon /> },
  { section: 'sessions', label: 'Devices', icon: <DevicesIcon /> },
  { section: 'api-keys', label: 'API keys', icon: <KeyIcon /> },
];

export function AccountPage({ section }: { section: AccountSection }) {
  const links = sections.map((each) => ({ ...each, href: accountHref(each.section), current: each.section === section }));
  return (
    <div className="page">
      <TopBar />
      <SectionLayout label="Account" links={links}>
        <Section section={section} />
      </SectionLayout>
    </div>
  );
}

function Section({ section }: { section: AccountSection }) {
  switch (section) {
    case 'profile':
      return (
        <>
          <SectionHead title="Profile" />
          <ProfileSection />
        </>
      );
    case 'security':
      return (
        <>
          <SectionHead title="Security" />
          <PasswordSection />
          <TotpSection />
          <IdentitiesSection />
        </>
      );
    case 'sessions':
      return (
        <>
          <SectionHead title="Devices" />
          <SessionsSection />
        </>
      );
    case 'api-keys':
      return (
        <>
          <SectionHead title="API keys" />
          <ApiKeysSection />
        </>
      );
  }
}

import type { ReactNode } from 'react';
import type { Me } from '../api/accountTypes';
import { useMe } from '../session/useSession';
import { KeyIcon, ListIcon, UsersIcon } from '../shell/icons';
import { administrationHref, type AdministrationSection } from '../shell/route';
import { SectionLayout } from '../shell/Sections';
import { TopBar } from '../shell/TopBar';
import { AuditPage } from './audit/AuditPage';
import { AllKeysPage } from './keys/AllKeysPage';
import { UserListPage } from './users/UserListPage';
import { UserPage } from './users/UserPage';

interface Place {
  section: AdministrationSection;
  label: string;
  icon: ReactNode;
  visible: (me: Me) => boolean;
}

const places: Place[] = [
  { section: 'users', label: 'Users', icon: <UsersIcon />, visible: (me) => me.rights.manageUsers },
  { section: 'audit', label: 'Audit log', icon: <ListIcon />, visible: (me) => me.rights.audit },
  { section: 'api-keys', label: 'API keys', icon: <KeyIcon />, visible: (me) => me.rights.manageUsers },
];

export function AdministrationPage({ section, id }: { section: AdministrationSection | null; id: string | null }) {
  const me = useMe();
  const visible = places.filter((place) => place.visible(me));
  const chosen = section === null ? visible[0] : visible.find((place) => place.section === section);
  const links = visible.map((place) => ({ ...place, href: administrationHref(place.section), current: place === chosen }));
  return (
    <div className="page">
      <TopBar />
      {chosen ? (
        <SectionLayout label="Administration" links={links}>
          <Section section={chosen.section} id={id} />
        </SectionLayout>
      ) : (
        <NotYours />
      )}
    </div>
  );
}

function Section({ section, id }: { section: AdministrationSection; id: string | null }) {
  switch (section) {
    case 'users':
      return id === null ? <UserListPage /> : <UserPage key={id} id={id} />;
    case 'audit':
      return <AuditPage />;
    case 'api-keys':
      return <AllKeysPage />;
  }
}

function NotYours() {
  return (
    <main className="centred empty">
      <h1>This is for administrators</h1>
      <p>Your account has not the right to it.</p>
      <a href="#/">All cameras</a>
    </main>
  );
}

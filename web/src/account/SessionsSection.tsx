import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { own } from '../api/accounts';
import { useLoaded } from '../api/useLoaded';
import { momentWords } from '../api/words';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { LoadedView } from '../form/LoadedView';
import { notifyDone, notifyFailed } from '../form/notify';
import { session } from '../session/session';
import { Panel, Row, Rows } from '../shell/Sections';
import { useNow } from '../shell/useNow';
import { deviceName } from './device';

export function SessionsSection() {
  const sessions = useLoaded(own.sessions);
  const now = useNow(30_000);
  const [asking, setAsking] = useState(false);

  const end = (id: string, device: string) => {
    own.endSession(id).then(() => {
      notifyDone(`${device} is logged out`);
      sessions.reload();
    }, notifyFailed);
  };

  return (
    <Panel
      title="Where you are logged in"
      words="If you do not know one of these, end it and change your password."
      action={<Button variant="default" onClick={() => setAsking(true)}>Log out everywhere…</Button>}
    >
      <LoadedView of={sessions}>
        {({ items }) => (
          <Rows>
            {items.map((each) => (
              <Row
                key={each.id}
                title={deviceName(each.userAgent)}
                action={
                  each.current ? (
                    <Badge>This device</Badge>
                  ) : (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`End ${deviceName(each.userAgent)}`}
                      onClick={() => end(each.id, deviceName(each.userAgent))}
                    >
                      End
                    </Button>
                  )
                }
              >
                <span title={each.userAgent}>
                  {`${each.address} · last used ${momentWords(each.lastUsedAt, now)} · since ${momentWords(each.createdAt, now)}`}
                </span>
              </Row>
            ))}
          </Rows>
        )}
      </LoadedView>
      {asking && (
        <ConfirmDialog
          title="Log out everywhere?"
          action="Log out everywhere"
          onConfirm={() => session.logOutEverywhere()}
          onClose={() => setAsking(false)}
        >
          All your devices are logged out, this one too. API keys go on to work.
        </ConfirmDialog>
      )}
    </Panel>
  );
}

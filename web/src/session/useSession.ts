import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Me } from '../api/accountTypes';
import { session, type Session } from './session';

export function useSession(): Session {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

export const MeContext = createContext<Me | undefined>(undefined);

/** Who is logged in; only below the log-in, where somebody is. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('nobody is logged in here');
  return me;
}

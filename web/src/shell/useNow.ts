import { useEffect, useState } from 'react';
import { serverNow } from '../api/serverClock';

/** The server’s time, told again every `everyMillis`, for words like "retrying in 12 s". */
export function useNow(everyMillis: number): number {
  const [now, setNow] = useState(() => serverNow());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(serverNow()), everyMillis);
    return () => window.clearInterval(timer);
  }, [everyMillis]);
  return now;
}

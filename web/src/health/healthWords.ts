import type { CameraState, HealthReason, HealthStatus } from '../api/healthTypes';
import { clockTime, explain, type Tone } from '../api/words';

export const statusWords: Record<HealthStatus, string> = {
  offline: 'Offline',
  'online-without-picture': 'Without picture',
  unknown: 'Not checked yet',
  online: 'Online',
};

export function healthTone(status: HealthStatus): Tone {
  switch (status) {
    case 'online':
      return 'good';
    case 'online-without-picture':
      return 'busy';
    case 'offline':
      return 'bad';
    case 'unknown':
      return 'quiet';
  }
}

/** "1 minute", "12 minutes", "3 hours", "2 days": how long something has lasted, roughly. */
export function roughly(millis: number): string {
  const minutes = Math.floor(millis / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}

export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** "Every camera is checked every 30 seconds.", or nothing while nobody knows. */
export function checkedEvery(seconds: number): string {
  if (seconds <= 0) return '';
  const span = seconds < 120 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
  return `Every camera is checked every ${span === '1 second' ? 'second' : span}.`;
}

/** "since 14:02, for 12 minutes". */
export function sinceWords(since: string, nowMillis: number): string {
  const sinceMillis = Date.parse(since);
  return `since ${clockTime(sinceMillis, nowMillis)}, for ${roughly(nowMillis - sinceMillis)}`;
}

/** What is wrong with a camera, and what to do next; empty where all is well. */
export function trouble(status: HealthStatus, reason: HealthReason | null): { title: string; advice: string } {
  switch (status) {
    case 'online':
      return { title: '', advice: '' };
    case 'unknown':
      return { title: '', advice: 'A new camera is looked at within half a minute.' };
    case 'offline':
      return reason
        ? explain(reason)
        : { title: 'Camera does not answer', advice: 'Check that it has power and is on the network.' };
    case 'online-without-picture': {
      // Its device answers, so "check that it has power" would lead the wrong way.
      const { title, advice } = reason ? explain(reason) : { title: 'No picture comes', advice: '' };
      return reason && reason.type !== 'unreachable' && reason.type !== 'refused'
        ? { title, advice }
        : {
            title: 'The device answers, its video service does not',
            advice: 'Restart the camera. If that does not help, check that RTSP is switched on in its settings.',
          };
    }
  }
}

const urgency: Record<HealthStatus, number> = { offline: 0, 'online-without-picture': 1, unknown: 2, online: 3 };

/** Those that need somebody first: alarms, then what is away, longest first. */
export function byUrgency(a: CameraState, b: CameraState): number {
  return (
    Number(b.alarm !== null) - Number(a.alarm !== null) ||
    urgency[a.status] - urgency[b.status] ||
    Date.parse(a.since) - Date.parse(b.since) ||
    a.name.localeCompare(b.name)
  );
}

/** All is well, or how many are not. */
export function summary(counts: Record<HealthStatus, number>): string {
  const { offline, 'online-without-picture': without, unknown, online } = counts;
  if (offline + without + unknown + online === 0) return 'No cameras yet';
  const parts = [offline > 0 ? `${offline} offline` : '', without > 0 ? `${without} without picture` : ''].filter(Boolean);
  if (parts.length > 0) return parts.join(', ');
  return unknown > 0 ? `${counted(unknown, 'camera')} not checked yet` : 'All cameras are well';
}

import type { CameraTemplate } from '../../api/cameraTypes';

/** Where the devices of a manufacturer serve a channel's stream; the server fills its templates in likewise. */
export function templateUrl(template: CameraTemplate, role: 'main' | 'sub', host: string, port: number, channel: number): string {
  const values: Record<string, string> = {
    channel: String(channel),
    channel0: String(channel - 1),
    channel2: String(channel).padStart(2, '0'),
  };
  const path = template[role].replaceAll(/\{([^}]*)\}/g, (whole, name: string) => values[name] ?? whole);
  const bare = host.includes(':') && !host.startsWith('[');
  return `rtsp://${bare ? `[${host}]` : host}:${port}${path}`;
}

import { expect, it } from 'vitest';
import { templateUrl } from './templateUrl';

const reolink = {
  id: 'reolink', manufacturer: 'Reolink', aliases: [], port: 554, note: '',
  main: '/h264Preview_{channel2}_main', sub: '/sub?channel={channel}&from={channel0}',
};

it('fills a channel into the paths of a manufacturer', () => {
  expect(templateUrl(reolink, 'main', '192.0.2.4', 554, 3)).toBe('rtsp://192.0.2.4:554/h264Preview_03_main');
  expect(templateUrl(reolink, 'sub', '192.0.2.4', 8554, 3)).toBe('rtsp://192.0.2.4:8554/sub?channel=3&from=2');
});

it('brackets an IPv6 address', () => {
  expect(templateUrl(reolink, 'main', '2001:db8::1', 554, 1)).toBe('rtsp://[2001:db8::1]:554/h264Preview_01_main');
  expect(templateUrl(reolink, 'main', '[2001:db8::1]', 554, 1)).toBe('rtsp://[2001:db8::1]:554/h264Preview_01_main');
});

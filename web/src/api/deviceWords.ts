import type { Explanation } from './explanation';

/** What stands in the way of adding a device, besides what stands in the way of its streams. */
export const deviceExplanations: Record<string, Explanation> = {
  'account-locked': {
    title: 'The device has locked this account',
    advice: 'It does so after wrong passwords. Wait some minutes, then try again with the right one.',
  },
  'refused-just-now': {
    title: 'The camera has just refused the log-in',
    advice: 'Cameras lock an account that fails too often. Wait some seconds, then try again.',
  },
  'device-answers-wrong': {
    title: 'The device answers in a way that makes no sense',
    advice: 'Check that this is the camera’s address and port. A restart or newer firmware often helps; adding by URL always goes.',
  },
  'not-a-camera': {
    title: 'What answers there is no camera',
    advice: 'It knows neither ONVIF nor RTSP. Check address and port; some cameras have both switched off until their own settings say otherwise.',
  },
  'camera-address-refused': {
    title: 'No camera may be at this address',
    advice: 'It belongs to this server or to the machine it runs on. Choose the camera’s own address.',
  },
  'invalid-camera-address': {
    title: 'This is not the address of a device',
    advice: 'It should look like 192.168.1.20, or 192.168.1.20:8000 where the device has another port.',
  },
  'camera-exists': {
    title: 'This camera is there already',
    advice: 'The same device and channel was added before.',
  },
  'invalid-stream-name': {
    title: 'A stream can’t be called so',
    advice: 'Its name may have up to 100 letters, digits, _ and -.',
  },
  'stream-name-taken': {
    title: 'Another stream has this name',
    advice: 'Each stream has a name of its own. Choose another one.',
  },
  'no-such-channel': {
    title: 'The device has none of these channels',
    advice: 'Look at it once more: it may have changed since.',
  },
  'not-stored': {
    title: 'The device was found, but that could not be stored',
    advice: 'Sightline’s log says why. Try again.',
  },
  'internal-error': {
    title: 'Something went wrong in Sightline itself',
    advice: 'Its log says more. Trying again may help.',
  },
};

import { expect, it } from 'vitest';
import { initials } from './initials';

it.each([
  ['Ada Lovelace', 'AL'],
  ['ada.lovelace', 'AL'],
  ['ada', 'A'],
  ['Ana María de la Cruz', 'AC'],
  ['élodie', 'É'],
  ['', ''],
])('takes the initials of %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

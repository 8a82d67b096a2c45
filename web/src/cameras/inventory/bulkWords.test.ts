import { expect, it } from 'vitest';
import type { BulkItem } from '../../api/cameraTypes';
import { cameras, outcomeWords } from './bulkWords';

const items = (...results: BulkItem['result'][]): BulkItem[] =>
  results.map((result, index) => ({ id: String(index), result, problem: null, detail: null }));

it('counts cameras', () => {
  expect(cameras(1)).toBe('1 camera');
  expect(cameras(1234)).toBe('1,234 cameras');
});

it('tells what came of it', () => {
  expect(outcomeWords('tag', 'east', items('done', 'done'))).toBe('2 cameras tagged “east”');
  expect(outcomeWords('record', '', items('done', 'unchanged'))).toBe('1 camera is recorded; 1 was so already');
  expect(outcomeWords('ungroup', 'Yard', items('done', 'failed'))).toBe(
    '1 camera taken out of Yard; 1 camera could not be changed',
  );
});

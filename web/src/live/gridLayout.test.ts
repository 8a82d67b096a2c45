import { describe, expect, it } from 'vitest';
import { columnsFor, gridWidth } from './gridLayout';

describe('grid layout', () => {
  it.each([
    [1, 1], [2, 2], [3, 2], [4, 2], [6, 3], [9, 3], [16, 4],
  ])('shows %i cameras in %i columns on a desktop', (count, columns) => {
    expect(columnsFor(count, 1880, 980)).toBe(columns);
  });

  it('uses one column on a phone', () => {
    expect(columnsFor(4, 366, 700)).toBe(1);
  });

  it('scrolls rather than shrink pictures beyond use', () => {
    expect(columnsFor(100, 1880, 980)).toBe(6);
  });

  it('stacks cameras on an upright wall', () => {
    expect(columnsFor(4, 1080, 1860)).toBe(1);
  });

  it('keeps one camera within the height', () => {
    expect(gridWidth(1, 1880, 600)).toBeLessThan(1000);
    expect(gridWidth(100, 1880, 980)).toBe(1880);
  });
});

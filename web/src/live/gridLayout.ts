/** How many columns show `count` pictures of 16:9 as large as they can be. */

export const gapPixels = 12;
const captionPixels = 40;
const pictureRatio = 16 / 9;
/** Smaller than this a picture says nothing; then the page scrolls. */
const leastWidthPixels = 260;

export function columnsFor(count: number, widthPixels: number, heightPixels: number): number {
  if (count < 1) return 1;
  const most = Math.max(1, Math.floor((widthPixels + gapPixels) / (leastWidthPixels + gapPixels)));
  let best = { columns: 1, width: 0 };
  for (let columns = 1; columns <= Math.min(count, most); columns++) {
    const width = tileWidth(columns, Math.ceil(count / columns), widthPixels, heightPixels);
    if (width > best.width) best = { columns, width };
  }
  return best.width < leastWidthPixels ? Math.min(count, most) : best.columns;
}

/** The widest tile of which all rows fit the height. */
export function tileWidth(columns: number, rows: number, widthPixels: number, heightPixels: number): number {
  const byWidth = (widthPixels - gapPixels * (columns - 1)) / columns;
  const byHeight = ((heightPixels - gapPixels * (rows - 1)) / rows - captionPixels) * pictureRatio;
  return Math.min(byWidth, byHeight);
}

/** Height of a row with the gap below it, in a grid of this width. */
export function rowPixels(columns: number, gridWidthPixels: number): number {
  return (gridWidthPixels - gapPixels * (columns - 1)) / columns / pictureRatio + captionPixels + gapPixels;
}

/** Width of the whole grid, so that one camera on a wide screen still fits the height. */
export function gridWidth(count: number, widthPixels: number, heightPixels: number): number {
  const columns = columnsFor(count, widthPixels, heightPixels);
  const width = tileWidth(columns, Math.ceil(count / columns), widthPixels, heightPixels);
  if (width < leastWidthPixels) return widthPixels;
  return Math.min(widthPixels, width * columns + gapPixels * (columns - 1));
}

/**
 * Which cameras are chosen, by their ids. `anchor` is where the last choice was made: with the shift
 * key held, everything between there and the next one is chosen as well.
 */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const none: Selection = { ids: new Set(), anchor: null };

/** One row is chosen or no more. `shown` are the ids in the order of the rows. */
export function toggled(before: Selection, id: string, range: boolean, shown: readonly string[]): Selection {
  const on = !before.ids.has(id);
  const from = range && before.anchor !== null ? shown.indexOf(before.anchor) : -1;
  const to = shown.indexOf(id);
  const span = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = new Set(before.ids);
  for (const each of span) {
    if (on) ids.add(each);
    else ids.delete(each);
  }
  return { ids, anchor: id };
}

/** All that is shown is chosen, or none of it when it was already; what is not shown stays as it is. */
export function allToggled(before: Selection, shown: readonly string[]): Selection {
  const ids = new Set(before.ids);
  const off = shown.every((id) => ids.has(id));
  for (const id of shown) {
    if (off) ids.delete(id);
    else ids.add(id);
  }
  return { ids, anchor: null };
}

export function selectionOf(ids: Iterable<string>): Selection {
  return { ids: new Set(ids), anchor: null };
}

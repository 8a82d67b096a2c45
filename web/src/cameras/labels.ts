import { groups } from '../api/inventory';
import type { CameraGroup } from '../api/types';

/**
 * Ids of the groups that are called so. Those that are not there yet are made: whoever types a new
 * name means a new group.
 */
export async function groupIds(names: readonly string[], known: readonly CameraGroup[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const there = known.find((group) => group.name === name.trim());
    ids.push((there ?? (await groups.add(name.trim()))).id);
  }
  return ids;
}

import { TagsInput } from '@mantine/core';
import { api } from '../api/client';
import type { CameraSummary } from '../api/cameraTypes';
import { inventory } from '../api/inventory';
import type { CameraGroup } from '../api/types';
import { useLoaded } from '../api/useLoaded';

/** What is there to choose from. */
export interface KnownLabels {
  groups: CameraGroup[];
  tags: string[];
}

const nothing: KnownLabels = { groups: [], tags: [] };

/** The groups and tags that there are; none until they are known, as new ones can be typed anyway. */
export function useKnownLabels(): KnownLabels {
  const { loaded } = useLoaded(load);
  return loaded.kind === 'ready' ? loaded.value : nothing;
}

async function load(signal: AbortSignal): Promise<KnownLabels> {
  const [groups, summary]: [CameraGroup[], CameraSummary] = await Promise.all([api.groups(signal), inventory.summary(signal)]);
  return { groups, tags: summary.tags.map(({ tag }) => tag) };
}

interface LabelFieldsProps {
  known: KnownLabels;
  groups: string[];
  tags: string[];
  onGroups: (names: string[]) => void;
  onTags: (tags: string[]) => void;
}

/** By what a camera is found among many. New names make new groups and tags. */
export function LabelFields({ known, groups, tags, onGroups, onTags }: LabelFieldsProps) {
  return (
    <>
      <TagsInput
        label="Groups"
        placeholder={groups.length === 0 ? 'Main building' : ''}
        data={known.groups.map(({ name }) => name)}
        value={groups}
        onChange={onGroups}
        acceptValueOnBlur
        clearable
      />
      <TagsInput
        label="Tags"
        placeholder={tags.length === 0 ? 'outside, entrance' : ''}
        data={known.tags}
        value={tags}
        onChange={onTags}
        acceptValueOnBlur
        clearable
      />
    </>
  );
}

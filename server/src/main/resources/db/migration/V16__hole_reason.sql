-- Why there is no media within a segment. What was recorded before this was known is told as it was:
-- the camera sent nothing.
alter table segment_hole add column reason text not null default 'camera-stalled';

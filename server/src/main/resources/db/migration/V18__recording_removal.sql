-- Streams whose recordings are to be deleted, because somebody wanted that when their camera was. A
-- row stays until nothing of the stream is left on any volume, or a camera has the stream again.
create table recording_removal (
    stream    text   primary key,
    -- the camera that is gone
    camera_id text   not null,
    -- milliseconds since the epoch, UTC
    wanted_at bigint not null
);

create index recording_removal_by_camera on recording_removal (camera_id);

-- Where a camera's device is controlled, and what is remembered of that.

-- URL of its ONVIF device service, without user and password; empty when nobody said
alter table camera add column onvif_url text not null default '';

-- Cameras whose events are listened to at all times, and not only while somebody looks.
create table camera_event_watch (
    camera_id text not null primary key references camera (id) on delete cascade
);

-- How a picture was made before it was first changed here, so that it can be put back.
create table camera_imaging_before (
    camera_id text not null primary key references camera (id) on delete cascade,
    -- JSON, in the device's own ranges
    settings  text not null
);

-- How each camera was, and from when on. The last row of a camera is how it is. Times are
-- milliseconds since the epoch, UTC.
create table camera_health (
    camera_id text   not null references camera (id) on delete cascade,
    from_at   bigint not null,
    -- online, offline, online-without-picture
    status    text   not null,
    -- type of the failure, as in problems; empty while online
    reason    text   not null,
    detail    text   not null,
    primary key (camera_id, from_at)
);

create index camera_health_by_time on camera_health (from_at);

-- Cameras that were away for long enough to be worth an alarm.
create table camera_alarm (
    camera_id text   not null references camera (id) on delete cascade,
    -- since when the camera was away
    began_at  bigint not null,
    raised_at bigint not null,
    -- null while it lasts
    closed_at bigint,
    primary key (camera_id, began_at)
);

-- What came of looking at cameras' pictures, once a day and when asked. Times are milliseconds since
-- the epoch, UTC.
create table picture_check (
    camera_id  text             not null references camera (id) on delete cascade,
    at         bigint           not null,
    -- fine, black, frozen, blurred, covered, no-signal, no-picture
    verdict    text             not null,
    -- why there was no picture: type of the problem, and a sentence; empty otherwise
    reason     text             not null,
    detail     text             not null,
    -- the stream that was looked at; empty when none delivered
    stream     text             not null,
    -- when the last of the pictures was taken, and what was measured of it; null without one
    taken_at   bigint,
    brightness double precision,
    highlights integer,
    contrast   double precision,
    sharpness  double precision,
    detailed   double precision,
    plainness  double precision,
    change     double precision,
    primary key (camera_id, at)
);

create index picture_check_by_time on picture_check (at);

-- How many watched at a time: the most of each minute, and later of each hour.
create table audience (
    -- minute, hour
    step    text    not null,
    at      bigint  not null,
    viewers integer not null,
    primary key (step, at)
);

-- How much each camera was watched in an hour.
create table camera_audience (
    camera_id text   not null references camera (id) on delete cascade,
    hour_at   bigint not null,
    -- that began in this hour
    views     bigint not null,
    -- of all viewers together
    seconds   bigint not null,
    primary key (camera_id, hour_at)
);

create index camera_audience_by_time on camera_audience (hour_at);

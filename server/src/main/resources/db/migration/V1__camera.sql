-- Cameras: devices that we connect to. Times are milliseconds since the epoch, UTC.
create table camera (
    id         text    primary key,
    name       text    not null,
    -- AES-256-GCM, Base64: an address may hold a password
    sealed_url text    not null,
    record     boolean not null,
    created_at bigint  not null
);

-- Streams of a camera, by the name that is used in addresses and in files.
create table camera_stream (
    name      text primary key,
    camera_id text not null references camera (id) on delete cascade,
    role      text not null
);

create index camera_stream_by_camera on camera_stream (camera_id);

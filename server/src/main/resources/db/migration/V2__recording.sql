-- Places that hold segments. The id is that of the identity file in the directory.
create table volume (
    name text primary key,
    id   text not null,
    path text not null
);

-- Files of recorded media. All of it can be read from the files themselves. The id is the
-- millisecond in which a segment begins, which also names its file.
create table segment (
    stream      text   not null,
    id          bigint not null,
    volume      text   not null,
    -- open: being written, or not finished yet after an interruption; closed: an ordinary MP4
    state       text   not null,
    from_micros bigint not null,
    to_micros   bigint not null,
    size_bytes  bigint not null,
    -- why nothing was recorded just before it; empty where it continues the one before
    gap_before  text   not null,
    codecs      text   not null,
    primary key (stream, id)
);

create index segment_by_time on segment (stream, from_micros);
create index segment_by_state on segment (state);

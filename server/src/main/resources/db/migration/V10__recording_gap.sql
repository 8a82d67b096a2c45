-- Time within a segment of which there is no media: the camera sent nothing for a while and went
-- on. Can be read from the segment's file.
create table segment_hole (
    stream      text   not null,
    segment     bigint not null,
    from_micros bigint not null,
    to_micros   bigint not null,
    primary key (stream, from_micros),
    foreign key (stream, segment) references segment (stream, id) on delete cascade
);

create index segment_hole_by_segment on segment_hole (stream, segment);

-- Streams that are to be recorded and are not, at this moment, and why: should the server end, what
-- began before that is remembered.
create table recording_gap (
    stream text primary key,
    reason text not null
);

-- Times the server ran. One without an end, apart from the one now, was killed.
create table server_run (
    id         text   primary key,
    started_at bigint not null,
    stopped_at bigint
);

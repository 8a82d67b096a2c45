-- What cameras reported: so many of each, for so long.
create table camera_event (
    camera_id text   not null references camera (id) on delete cascade,
    -- counts up by one within a camera
    number    bigint not null,
    -- milliseconds since the epoch, UTC
    at        bigint not null,
    -- motion, tamper, digital-input, signal-loss, other
    kind      text   not null,
    -- whether it began or ended; null where that means nothing
    active    boolean,
    -- as the device calls it
    topic     text   not null,
    -- JSON objects of texts: where it was seen, and what
    source    text   not null,
    data      text   not null,
    primary key (camera_id, number)
);

create index camera_event_by_time on camera_event (at);

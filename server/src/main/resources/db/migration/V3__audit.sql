-- What was done, by whom, on what. Rows are only ever added; db/<engine> has the triggers that see to
-- it. The hash of an entry covers the hash of the one before it.
create table audit_entry (
    -- 1, 2, 3, … without holes
    sequence      bigint primary key,
    -- milliseconds since the epoch, UTC
    at            bigint not null,
    actor_kind    text   not null,
    actor_id      text   not null,
    actor_name    text   not null,
    actor_address text   not null,
    action        text   not null,
    target_kind   text   not null,
    target_id     text   not null,
    target_name   text   not null,
    outcome       text   not null,
    -- a JSON object of texts
    details       text   not null,
    -- SHA-256, hexadecimal
    hash          text   not null
);

create index audit_entry_by_time on audit_entry (at);
create index audit_entry_by_actor on audit_entry (actor_id, sequence);
create index audit_entry_by_action on audit_entry (action, sequence);
create index audit_entry_by_target on audit_entry (target_id, sequence);

-- The newest entry's number and hash, in one row: writers take their turn at it, and an end of the
-- log that was cut off is missed.
create table audit_head (
    id       integer primary key check (id = 1),
    sequence bigint  not null,
    hash     text    not null
);

insert into audit_head (id, sequence, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

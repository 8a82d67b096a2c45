-- Who may do what with which camera.
alter table camera add column owner_id text references account (id) on delete set null;

create index camera_by_owner on camera (owner_id);

create table camera_group (
    id         text   primary key,
    name       text   not null unique,
    created_at bigint not null
);

create table camera_group_member (
    group_id  text not null references camera_group (id) on delete cascade,
    camera_id text not null references camera (id) on delete cascade,
    primary key (group_id, camera_id)
);

create index camera_group_member_by_camera on camera_group_member (camera_id);

-- Rights of an account on one camera, or on whatever is in a group.
create table camera_grant (
    id         text primary key,
    account_id text not null references account (id) on delete cascade,
    camera_id  text references camera (id) on delete cascade,
    group_id   text references camera_group (id) on delete cascade,
    -- words with commas between: view, playback, control, export
    rights     text not null,
    check ((camera_id is null) <> (group_id is null)),
    unique (account_id, camera_id),
    unique (account_id, group_id)
);

-- What tokens are signed with. A key signs for a day and is kept until its last token has expired.
create table signing_key (
    id            text   primary key,
    -- AES-256-GCM, Base64
    sealed_secret text   not null,
    created_at    bigint not null
);

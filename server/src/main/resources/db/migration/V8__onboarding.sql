-- Cameras on their way in: what was asked for, how far it has come, what was found. Kept until the
-- camera is registered and looked at, or somebody throws it away.
create table onboarding (
    id                 text    primary key,
    account_id         text    not null,
    -- whom the audit log names when it goes on without the request that began it
    actor              text    not null,
    address            text    not null,
    -- user:password, sealed for the onboarding's id; empty when there are none
    sealed_credentials text    not null default '',
    -- what was wished besides, as JSON
    wish               text    not null,
    state              text    not null,
    step               text    not null,
    attempt            integer not null default 0,
    failure_type       text,
    failure_detail     text,
    -- what the device showed, as JSON; its URLs hold no user and no password
    found              text,
    -- ids of the cameras that came of it, as JSON
    cameras            text    not null default '[]',
    created_at         bigint  not null,
    updated_at         bigint  not null
);

create index onboarding_by_time on onboarding (created_at, id);

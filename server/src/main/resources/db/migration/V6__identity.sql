-- Who somebody is elsewhere. A provider's subject stands for one person for ever; an address may
-- change hands, and is here for people to read.
create table identity (
    id         text   primary key,
    account_id text   not null references account (id) on delete cascade,
    -- as in the configuration
    provider   text   not null,
    subject    text   not null,
    name       text   not null,
    email      text   not null,
    linked_at  bigint not null,
    unique (provider, subject)
);

create index identity_by_account on identity (account_id);

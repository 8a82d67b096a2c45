-- Who may come in. Times are milliseconds since the epoch, UTC; ids are opaque.
create table account (
    id            text    primary key,
    username      text    not null,
    -- what the name looks like (NFKC, case folded, UTS #39 skeleton): no two may look alike
    username_key  text    not null unique,
    display_name  text    not null,
    -- empty when there is none
    email         text    not null,
    -- the address in lower case once it is known to be theirs (set by an administrator, or confirmed
    -- by its link), null before: an address that was only claimed keeps nobody else from having it
    email_key     text    unique,
    -- Argon2id with its parameters; empty: this account has no password (yet)
    password_hash text    not null,
    enabled       boolean not null,
    created_at    bigint  not null,
    last_login_at bigint
);

create table account_role (
    account_id text not null references account (id) on delete cascade,
    -- user, creator, moderator, administrator
    role       text not null,
    primary key (account_id, role)
);

create index account_role_by_role on account_role (role);

-- A log-in on one device: the family of its refresh tokens. Ended sessions have no row.
create table session (
    id             text    primary key,
    account_id     text    not null references account (id) on delete cascade,
    -- whether its tokens lie in cookies of the page
    page           boolean not null,
    -- AES-256-GCM, Base64: what its refresh tokens are authenticated with
    sealed_secret  text    not null,
    -- how many times it was refreshed: only the token of this generation is good
    generation     bigint  not null,
    user_agent     text    not null,
    address        text    not null,
    created_at     bigint  not null,
    last_used_at   bigint  not null,
    expires_at     bigint  not null
);

create index session_by_account on session (account_id);
create index session_by_expiry on session (expires_at);

-- Second factor (RFC 6238).
create table totp (
    account_id    text primary key references account (id) on delete cascade,
    -- AES-256-GCM, Base64
    sealed_secret text   not null,
    -- null until a first code was shown to be right
    confirmed_at  bigint,
    -- the time step of the last code that was taken: none is taken twice
    last_step     bigint not null
);

create table recovery_code (
    account_id text not null references account (id) on delete cascade,
    -- SHA-256, hexadecimal
    code_hash  text not null,
    primary key (account_id, code_hash)
);

-- Keys of programs, shown once and stored as their SHA-256 (hexadecimal): they are 256 random
-- bits, which no dictionary holds.
create table api_key (
    id           text   primary key,
    account_id   text   not null references account (id) on delete cascade,
    name         text   not null,
    key_hash     text   not null unique,
    -- words with a space between
    scopes       text   not null,
    created_at   bigint not null,
    -- null: until it is deleted
    expires_at   bigint,
    last_used_at bigint
);

create index api_key_by_account on api_key (account_id);

-- Links that work once.
create table one_time_token (
    -- SHA-256, hexadecimal
    token_hash text   primary key,
    -- setup, password, email
    purpose    text   not null,
    account_id text   references account (id) on delete cascade,
    -- the address that is confirmed by it; empty otherwise
    email      text   not null,
    expires_at bigint not null
);

create index one_time_token_by_account on one_time_token (account_id);

-- Mail on its way: stored with the change that caused it, deleted when a server has taken it.
create table outgoing_mail (
    id           text   primary key,
    recipient    text   not null,
    subject      text   not null,
    -- AES-256-GCM, Base64: it may hold a link that works once
    sealed_body  text   not null,
    created_at   bigint not null,
    attempts     int    not null,
    next_attempt bigint not null
);

create index outgoing_mail_by_time on outgoing_mail (next_attempt);

-- What is known of a device; credentials apart from addresses; several streams of a camera.

-- The URL without user and password, sealed for the camera's id. What was sealed before V7 has them
-- in it until the server has started once.
alter table camera_stream add column sealed_url text not null default '';
-- of the device, from 1; null when nobody said
alter table camera_stream add column channel integer;

update camera_stream
set sealed_url = (select camera.sealed_url from camera where camera.id = camera_stream.camera_id);

alter table camera drop column sealed_url;
-- user:password, both percent-encoded, then sealed for the camera's id; empty when there are none
alter table camera add column sealed_credentials text not null default '';
-- empty until the server has started once
alter table camera add column host text not null default '';
alter table camera add column port integer not null default 0;
alter table camera add column manufacturer text not null default '';
alter table camera add column model text not null default '';
alter table camera add column serial text not null default '';
alter table camera add column firmware text not null default '';
alter table camera add column note text not null default '';

create index camera_by_host on camera (host, port);
create index camera_by_serial on camera (serial);

create table camera_tag (
    camera_id text not null references camera (id) on delete cascade,
    tag       text not null,
    primary key (camera_id, tag)
);

create index camera_tag_by_tag on camera_tag (tag);

create table camera_favourite (
    account_id text not null references account (id) on delete cascade,
    camera_id  text not null references camera (id) on delete cascade,
    primary key (account_id, camera_id)
);

create index camera_favourite_by_camera on camera_favourite (camera_id);

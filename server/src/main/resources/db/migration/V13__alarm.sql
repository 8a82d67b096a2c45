-- Alarms of all cameras by time, and which of them people were mailed of.
create index camera_alarm_by_time on camera_alarm (began_at, camera_id);

alter table camera_alarm add column raise_mailed boolean not null default false;
alter table camera_alarm add column close_mailed boolean not null default false;

create trigger audit_entry_is_never_changed before update on audit_entry
begin
    select raise(abort, 'audit entries are never changed');
end;

create trigger audit_entry_is_never_deleted before delete on audit_entry
begin
    select raise(abort, 'audit entries are never deleted');
end;

-- "insert or replace" would delete without firing the trigger above.
create trigger audit_entry_follows_the_newest before insert on audit_entry
when new.sequence <> (select coalesce(max(sequence), 0) + 1 from audit_entry)
begin
    select raise(abort, 'audit entries are numbered without holes');
end;

create trigger audit_head_goes_forward before update on audit_head
when new.sequence < old.sequence
begin
    select raise(abort, 'the audit log never gets shorter');
end;

create trigger audit_head_stays before delete on audit_head
begin
    select raise(abort, 'the audit log has one head');
end;

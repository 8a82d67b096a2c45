-- As db/sqlite/V3_1. Whoever owns the tables could take the triggers away; the chain of hashes would tell.
create function refuse() returns trigger language plpgsql as $$
begin
    raise exception '%', tg_argv[0];
end
$$;

create trigger audit_entry_is_never_changed before update on audit_entry
for each row execute function refuse('audit entries are never changed');

create trigger audit_entry_is_never_deleted before delete on audit_entry
for each row execute function refuse('audit entries are never deleted');

create trigger audit_entry_is_never_emptied before truncate on audit_entry
for each statement execute function refuse('audit entries are never deleted');

create function audit_entry_follows_the_newest() returns trigger language plpgsql as $$
begin
    if new.sequence <> (select coalesce(max(sequence), 0) + 1 from audit_entry) then
        raise exception 'audit entries are numbered without holes';
    end if;
    return new;
end
$$;

create trigger audit_entry_follows_the_newest before insert on audit_entry
for each row execute function audit_entry_follows_the_newest();

create trigger audit_head_goes_forward before update on audit_head
for each row when (new.sequence < old.sequence)
execute function refuse('the audit log never gets shorter');

create trigger audit_head_stays before delete on audit_head
for each row execute function refuse('the audit log has one head');

create trigger audit_head_is_never_emptied before truncate on audit_head
for each statement execute function refuse('the audit log has one head');

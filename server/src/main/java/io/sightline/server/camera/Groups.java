package io.sightline.server.camera;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.Camera.GroupName;
import io.sightline.server.database.Database;
import io.sightline.server.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Groups of cameras. A camera may be in several. Safe for use by any thread; the database is the
 * only state.
 */
final class Groups {

    private static final String COLUMNS = "select id, name, created_at from camera_group";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;

    Groups(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** A group, without its cameras. */
    record Group(String id, String name, Instant createdAt) {
        static Group of(ResultSet row, int index) throws SQLException {
            return new Group(
                    row.getString("id"),
                    row.getString("name"),
                    Instant.ofEpochMilli(row.getLong("created_at")));
        }
    }

    /** In the order of their names. */
    List<Group> all() {
        return database.read().sql(COLUMNS + " order by name").query(Group::of).list();
    }

    Group get(String id) {
        return database.read()
                .sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(Group::of)
                .optional()
                .orElseThrow(() -> ProblemException.notFound("group", id));
    }

    /**
     * By id or by name, as the transaction sees it that this is called in.
     *
     * @throws ProblemException 400 {@code invalid-camera} when there is none
     */
    GroupName find(String idOrName) {
        return stored(idOrName)
                .orElseThrow(
                        () ->
                                new Mistake("groups", "There is no group \"" + idOrName + "\".")
                                        .problem());
    }

    /** As {@link #find}, each once, in the order of their names. */
    List<GroupName> findAll(List<String> idsOrNames) {
        return idsOrNames.stream()
                .map(this::find)
                .distinct()
                .sorted(Comparator.comparing(GroupName::name))
                .toList();
    }

    private Optional<GroupName> stored(String idOrName) {
        return database
                .write()
                .sql(COLUMNS + " where id = :text or name = :text")
                .param("text", idOrName)
                .query(Group::of)
                .list()
                .stream()
                .findFirst()
                .map(group -> new GroupName(group.id(), group.name()));
    }

    Group add(Actor actor, @Nullable String name) {
        String valid = validName(name);
        return database.transaction(() -> insert(actor, valid));
    }

    /** Within a transaction: makes those that are missing. */
    void makeMissing(Actor actor, Iterable<String> names) {
        for (String name : names) {
            if (stored(name).isEmpty()) {
                insert(actor, validName(name));
            }
        }
    }

    private Group insert(Actor actor, String name) {
        refuseTaken(name);
        Group group =
                new Group(
                        UUID.randomUUID().toString(),
                        name,
                        Instant.ofEpochMilli(clock.instant().toEpochMilli()));
        database.write()
                .sql("insert into camera_group (id, name, created_at) values (:id, :name, :at)")
                .param("id", group.id())
                .param("name", name)
                .param("at", group.createdAt().toEpochMilli())
                .update();
        enter(actor, Action.GROUP_ADD, group, Map.of());
        return group;
    }

    Group rename(Actor actor, String id, @Nullable String name) {
        String valid = validName(name);
        return database.transaction(
                () -> {
                    Group before = getForChange(id);
                    Group after = new Group(id, valid, before.createdAt());
                    if (!valid.equals(before.name())) {
                        refuseTaken(valid);
                        database.write()
                                .sql("update camera_group set name = :name where id = :id")
                                .param("name", valid)
                                .param("id", id)
                                .update();
                        enter(actor, Action.GROUP_CHANGE, after, Map.of("from", before.name()));
                    }
                    return after;
                });
    }

    /** Its cameras stay. */
    void delete(Actor actor, String id) {
        database.transaction(
                () -> {
                    Group group = getForChange(id);
                    database.write()
                            .sql("delete from camera_group where id = :id")
                            .param("id", id)
                            .update();
                    enter(actor, Action.GROUP_DELETE, group, Map.of());
                });
    }

    private Group getForChange(String id) {
        return database.write()
                .sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(Group::of)
                .optional()
                .orElseThrow(() -> ProblemException.notFound("group", id));
    }

    private void enter(Actor actor, Action action, Group group, Map<String, String> details) {
        audit.append(
                actor, action, Target.group(group.id(), group.name()), Outcome.SUCCESS, details);
    }

    private static String validName(@Nullable String name) {
        FieldChecks fields = new FieldChecks();
        String valid = fields.text("name", name);
        if (valid.isEmpty() || !fields.mistakes().isEmpty()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-group-name",
                    "Not a group name",
                    "A group needs a name of 1 to 200 characters.");
        }
        return valid;
    }

    private void refuseTaken(String name) {
        stored(name)
                .ifPresent(
                        taken -> {
                            throw new ProblemException(
                                    HttpStatus.CONFLICT,
                                    "group-exists",
                                    "The group is there already",
                                    "There is a group \"" + name + "\" already.");
                        });
    }
}

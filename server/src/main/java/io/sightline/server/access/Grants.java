package io.sightline.server.access;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.database.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What accounts were granted on cameras and groups, besides what is theirs. */
final class Grants {

    private static final String ROWS =
            "select g.camera_id, g.group_id, g.rights, coalesce(c.name, s.name) as name"
                    + " from camera_grant g"
                    + " left join camera c on c.id = g.camera_id"
                    + " left join camera_group s on s.id = g.group_id"
                    + " where g.account_id = :account order by name";

    private final Database database;
    private final AuditLog audit;

    Grants(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Whereon rights are granted. */
    sealed interface Subject {
        String id();

        record OnCamera(String id) implements Subject {}

        record OnGroup(String id) implements Subject {}
    }

    /**
     * @param name of the camera or group
     */
    record Grant(Subject subject, String name, Set<Right> rights) {
        Grant {
            rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
        }
    }

    List<Grant> of(String accountId) {
        return rows(database.read(), accountId);
    }

    private static List<Grant> rows(JdbcClient client, String accountId) {
        return client.sql(ROWS)
                .param("account", accountId)
                .query(
                        (row, index) -> {
                            String camera = row.getString("camera_id");
                            return new Grant(
                                    camera == null
                                            ? new Subject.OnGroup(row.getString("group_id"))
                                            : new Subject.OnCamera(camera),
                                    row.getString("name"),
                                    Right.ofWords(row.getString("rights")));
                        })
                .list();
    }

    /** Those that no camera or group has. */
    Set<Subject> unknown(Set<Subject> subjects) {
        Set<String> cameras = ids("select id from camera");
        Set<String> groups = ids("select id from camera_group");
        return subjects.stream()
                .filter(
                        subject ->
                                switch (subject) {
                                    case Subject.OnCamera(String id) -> !cameras.contains(id);
                                    case Subject.OnGroup(String id) -> !groups.contains(id);
                                })
                .collect(Collectors.toSet());
    }

    private Set<String> ids(String sql) {
        return new HashSet<>(database.read().sql(sql).query(String.class).list());
    }

    /** Puts these in place of all that the account was granted before. */
    void replace(Actor actor, Target account, Map<Subject, Set<Right>> granted) {
        database.transaction(
                () -> {
                    JdbcClient client = database.write();
                    List<Grant> before = rows(client, account.id());
                    client.sql("delete from camera_grant where account_id = :account")
                            .param("account", account.id())
                            .update();
                    granted.forEach(
                            (subject, rights) -> add(client, account.id(), subject, rights));
                    List<Grant> after = rows(client, account.id());
                    if (!before.equals(after)) {
                        audit.append(
                                actor,
                                Action.GRANTS_CHANGE,
                                account,
                                Outcome.SUCCESS,
                                differences(before, after));
                    }
                });
    }

    private static void add(
            JdbcClient client, String accountId, Subject subject, Set<Right> rights) {
        client.sql(
                        "insert into camera_grant (id, account_id, camera_id, group_id, rights)"
                                + " values (:id, :account, :camera, :group, :rights)")
                .param("id", UUID.randomUUID().toString())
                .param("account", accountId)
                .param("camera", subject instanceof Subject.OnCamera ? subject.id() : null)
                .param("group", subject instanceof Subject.OnGroup ? subject.id() : null)
                .param("rights", Right.words(rights))
                .update();
    }

    /** What was given and what was taken, by the names that the cameras have now. */
    private static Map<String, String> differences(List<Grant> before, List<Grant> after) {
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "given", missing(after, before));
        put(details, "taken", missing(before, after));
        return details;
    }

    private static void put(Map<String, String> details, String name, List<String> grants) {
        if (!grants.isEmpty()) {
            details.put(name, String.join("; ", grants));
        }
    }

    private static List<String> missing(List<Grant> these, List<Grant> those) {
        BiPredicate<Subject, Right> there =
                (subject, right) ->
                        those.stream()
                                .anyMatch(
                                        grant ->
                                                grant.subject().equals(subject)
                                                        && grant.rights().contains(right));
        List<String> missing = new ArrayList<>();
        for (Grant grant : these) {
            Set<Right> rights = EnumSet.copyOf(grant.rights());
            rights.removeIf(right -> there.test(grant.subject(), right));
            if (!rights.isEmpty()) {
                missing.add(grant.name() + ": " + Right.words(rights));
            }
        }
        return missing;
    }
}

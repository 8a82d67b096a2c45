package io.sightline.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.access.Accounts.Standing;
import io.sightline.server.access.Caller.Kind;
import io.sightline.server.database.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Who may do what, out of rows. */
class RightsTest {

    @TempDir Path directory;
    private Database database;
    private final List<Standing> standings = new ArrayList<>();
    private Rights rights;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("test.db"));
        for (String id : List.of("ann", "bob", "mo", "ada")) {
            sql(
                    "insert into account (id, username, username_key, display_name, email,"
                            + " password_hash, enabled, created_at)"
                            + " values ('"
                            + id
                            + "', '"
                            + id
                            + "', '"
                            + id
                            + "', '', '', '', true, 0)");
        }
        standings.add(new Standing("ann", "ann", true, Set.of(Role.USER)));
        standings.add(new Standing("bob", "bob", true, Set.of()));
        standings.add(new Standing("mo", "mo", true, Set.of(Role.MODERATOR)));
        standings.add(new Standing("ada", "ada", true, Set.of(Role.ADMINISTRATOR)));
        for (String camera : List.of("gate", "hall", "yard")) {
            sql(
                    "insert into camera (id, name, record, created_at)"
                            + " values ('"
                            + camera
                            + "', '"
                            + camera
                            + "', false, 0)");
            sql(
                    "insert into camera_stream (name, camera_id, role)"
                            + " values ('"
                            + camera
                            + "_main', '"
                            + camera
                            + "', 'main')");
        }
        rights =
                new Rights(
                        new RightsRepository(database),
                        new Accounts() {
                            @Override
                            public List<Standing> standings() {
                                return standings;
                            }

                            @Override
                            public List<String> openSessions() {
                                return List.of("old");
                            }
                        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void sql(String statement) {
        database.write().sql(statement).update();
    }

    @Test
    void whatCouldNotBeReadIsReadLater() {
        sql("update camera set owner_id = 'ann' where id = 'gate'");
        sql("alter table camera_grant rename to hidden");
        assertThatThrownBy(() -> rights.reloadCameras(Set.of("gate")))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(rights::catchUp).isInstanceOf(DataAccessException.class);
        Caller ann = caller("ann", Role.USER);
        assertThat(rights.sees(ann, "gate")).isFalse();
        sql("alter table hidden rename to camera_grant");

        rights.catchUp();

        assertThat(rights.sees(ann, "gate")).isTrue();
    }

    private static Caller caller(String name, Role role, Scope... scopes) {
        return new Caller(
                name,
                name,
                Set.of(role),
                scopes.length == 0 ? Optional.empty() : Optional.of(Set.of(scopes)),
                Kind.BEARER,
                "session",
                "");
    }

    private final Caller ann = caller("ann", Role.USER);

    @Test
    void grantsNothingUntilSomethingIsGranted() {
        for (Right right : Right.values()) {
            assertThat(rights.may(ann, right, "gate_main")).isFalse();
        }
        assertThat(rights.sees(ann, "gate")).isFalse();
        assertThat(rights.seesStream(ann, "gate_main")).isFalse();
        assertThat(rights.visibleCameras(ann)).contains(Set.of());
    }

    @Test
    void theOwnerMayEverything() {
        sql("update camera set owner_id = 'ann' where id = 'gate'");
        rights.reload();
        assertThat(rights.on(ann, "gate")).containsExactlyInAnyOrder(Right.values());
        assertThat(rights.may(ann, Right.EXPORT, "gate_main")).isTrue();
        assertThat(rights.may(ann, Right.VIEW, "hall_main")).isFalse();
        assertThat(rights.may(caller("bob", Role.USER), Right.VIEW, "gate_main")).isFalse();
    }

    @Test
    void grantsOnCamerasAndOnGroupsAddUp() {
        sql("insert into camera_group (id, name, created_at) values ('g', 'Outside', 0)");
        sql("insert into camera_group_member (group_id, camera_id) values ('g', 'gate')");
        sql(
                "insert into camera_grant (id, account_id, camera_id, rights)"
                        + " values ('1', 'ann', 'gate', 'playback')");
        sql(
                "insert into camera_grant (id, account_id, group_id, rights)"
                        + " values ('2', 'ann', 'g', 'view,control')");
        rights.reload();
        assertThat(rights.on(ann, "gate"))
                .containsExactlyInAnyOrder(Right.PLAYBACK, Right.VIEW, Right.CONTROL);
        assertThat(rights.may(ann, Right.EXPORT, "gate_main")).isFalse();

        sql("delete from camera_group_member");
        rights.reload();
        assertThat(rights.on(ann, "gate")).containsExactly(Right.PLAYBACK);
        assertThat(rights.sees(ann, "gate")).isTrue();
    }

    @Test
    void moderatorsAndAdministratorsMayEverythingWithEveryCamera() {
        for (Caller caller :
                List.of(caller("mo", Role.MODERATOR), caller("a", Role.ADMINISTRATOR))) {
            assertThat(rights.may(caller, Right.CONTROL, "yard_main")).isTrue();
            assertThat(rights.visibleCameras(caller)).isEmpty();
            assertThat(rights.seesStream(caller, "of_a_deleted_camera")).isTrue();
        }
        assertThat(rights.sees(caller("c", Role.CREATOR), "yard")).isFalse();
    }

    @Test
    void aKeyIsCutDownToItsScopes() {
        sql("update camera set owner_id = 'ann' where id = 'gate'");
        rights.reload();
        Caller key = caller("ann", Role.USER, Scope.PLAYBACK);
        assertThat(rights.may(key, Right.PLAYBACK, "gate_main")).isTrue();
        assertThat(rights.may(key, Right.VIEW, "gate_main")).isFalse();
        assertThat(rights.on(key, "gate")).containsExactly(Right.PLAYBACK);
        Caller admin = caller("ada", Role.ADMINISTRATOR, Scope.METRICS);
        assertThat(rights.may(admin, Right.VIEW, "gate_main")).isFalse();
    }

    @Test
    void forgetsADeletedCameraItsGrantsAndItsOwner() {
        sql(
                "insert into camera_grant (id, account_id, camera_id, rights)"
                        + " values ('1', 'ann', 'gate', 'view')");
        rights.reload();
        assertThat(rights.sees(ann, "gate")).isTrue();
        sql("delete from camera where id = 'gate'");
        rights.reload();
        assertThat(rights.sees(ann, "gate")).isFalse();

        sql("update camera set owner_id = 'ann' where id = 'hall'");
        sql("delete from account where id = 'ann'");
        rights.reload();
        assertThat(rights.sees(ann, "hall")).isFalse();
    }

    @Test
    void readsSomeCamerasAnewAndLeavesTheOthersAsTheyWere() {
        sql("insert into camera_group (id, name, created_at) values ('g', 'Outside', 0)");
        sql("insert into camera_group_member (group_id, camera_id) values ('g', 'yard')");
        sql(
                "insert into camera_grant (id, account_id, group_id, rights)"
                        + " values ('1', 'ann', 'g', 'view')");
        sql("update camera set owner_id = 'ann' where id = 'hall'");
        rights.reload();

        sql("insert into camera_group_member (group_id, camera_id) values ('g', 'gate')");
        sql("update camera set owner_id = 'bob' where id = 'gate'");
        sql("update camera set owner_id = null where id = 'hall'");
        rights.reloadCameras(Set.of("gate"));
        assertThat(rights.on(ann, "gate")).containsExactly(Right.VIEW);
        assertThat(rights.on(caller("bob", Role.USER), "gate")).hasSize(4);
        assertThat(rights.may(ann, Right.VIEW, "gate_main")).isTrue();
        assertThat(rights.on(ann, "hall")).hasSize(4);

        sql("delete from camera where id = 'gate'");
        rights.reloadCameras(Set.of("gate", "hall"));
        assertThat(rights.sees(ann, "gate")).isFalse();
        assertThat(rights.seesStream(ann, "gate_main")).isFalse();
        assertThat(rights.on(ann, "yard")).containsExactly(Right.VIEW);
        assertThat(rights.sees(ann, "hall")).isFalse();
    }

    @Test
    void aDisabledAccountIsNobody() {
        assertThat(rights.enabledAccount("ann")).isPresent();
        standings.set(0, new Standing("ann", "ann", false, Set.of(Role.USER)));
        rights.reload();
        assertThat(rights.enabledAccount("ann")).isEmpty();
    }

    @Test
    void knowsWhichSessionsAreOpen() {
        assertThat(rights.isOpen("old")).isTrue();
        assertThat(rights.isOpen("new")).isFalse();
        rights.sessionOpened("new");
        assertThat(rights.isOpen("new")).isTrue();
        rights.sessionsEnded(List.of("old", "new"));
        assertThat(rights.isOpen("old") || rights.isOpen("new")).isFalse();
    }

    @Test
    void tellsOfEachChange() {
        AtomicInteger told = new AtomicInteger();
        rights.addListener(
                () -> {
                    told.incrementAndGet();
                    throw new IllegalStateException("a listener that fails harms no other");
                });
        rights.addListener(told::incrementAndGet);
        rights.reload();
        rights.sessionEnded("old");
        rights.changed();
        assertThat(told).hasValue(6);
    }
}

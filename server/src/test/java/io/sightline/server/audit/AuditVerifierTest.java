package io.sightline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.audit.AuditVerifier.Fault;
import io.sightline.server.audit.AuditVerifier.Result;
import io.sightline.server.audit.AuditVerifier.Result.Broken;
import io.sightline.server.audit.AuditVerifier.Result.Intact;
import io.sightline.server.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody with the database's file in hand, who drops the triggers first. */
class AuditVerifierTest {

    private static final Actor ANNA = new Actor(Actor.Kind.ACCOUNT, "7", "anna", "10.0.0.8");
    private static final int ENTRIES = 2_500;

    @TempDir Path data;
    private Database database;
    private AuditLog log;
    private AuditAnchors anchors;

    @BeforeEach
    void writeALog() {
        database = Database.open(data.resolve("sightline.db"));
        log = new AuditLog(database, InstantSource.system());
        anchors = new AuditAnchors(new AuditEntries(database), data, InstantSource.system());
        database.transaction(
                () -> {
                    for (int i = 0; i < ENTRIES; i++) {
                        append();
                    }
                });
        for (String trigger :
                database.read()
                        .sql("select name from sqlite_master where type = 'trigger'")
                        .query(String.class)
                        .list()) {
            tamper("drop trigger " + trigger);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void append() {
        log.append(ANNA, Action.LOG_IN, Target.account("7", "anna"), Outcome.SUCCESS);
    }

    private void tamper(String sql) {
        database.write().sql(sql).update();
    }

    private Result verify() throws IOException {
        return new AuditVerifier(database).verify(anchors.read());
    }

    @Test
    void findsALogAsItWasWritten() throws IOException {
        anchors.drop();
        anchors.drop();
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Intact.class,
                        intact -> {
                            assertThat(intact.entries()).isEqualTo(ENTRIES);
                            assertThat(intact.anchors()).isEqualTo(1);
                        });
        append();
        assertThat(verify()).isInstanceOf(Intact.class);
    }

    @Test
    void findsAnEmptyLogWhole() throws IOException {
        try (Database empty = Database.open(data.resolve("empty.db"))) {
            assertThat(new AuditVerifier(empty).verify(List.of()))
                    .isEqualTo(new Intact(0, HashChain.GENESIS, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + 1",
                "actor_kind = 'server'",
                "actor_id = '8'",
                "actor_name = 'eve'",
                "actor_address = ''",
                "action = 'log-out'",
                "target_kind = ''",
                "target_id = ''",
                "target_name = 'ann', outcome = 'asuccess'",
                "outcome = 'refused'",
                "details = '{\"a\":\"b\"}'",
                "hash = ''"
            })
    void tellsTheEntryThatWasAltered(String change) throws IOException {
        tamper("update audit_entry set " + change + " where sequence = 1234");
        assertThat(verify()).isEqualTo(new Broken(1234, Fault.ALTERED));
    }

    @Test
    void tellsTheEntryThatWasRemoved() throws IOException {
        tamper("delete from audit_entry where sequence = 1000");
        assertThat(verify()).isEqualTo(new Broken(1000, Fault.MISSING));
    }

    @Test
    void tellsTheFirstEntryThatWasRemoved() throws IOException {
        tamper("delete from audit_entry where sequence <= 3");
        assertThat(verify()).isEqualTo(new Broken(1, Fault.MISSING));
    }

    @Test
    void seesThroughNumbersThatWereMovedUp() throws IOException {
        tamper("delete from audit_entry where sequence = 2000");
        tamper("update audit_entry set sequence = -(sequence - 1) where sequence > 2000");
        tamper("update audit_entry set sequence = -sequence where sequence < 0");
        assertThat(verify()).isEqualTo(new Broken(2000, Fault.ALTERED));
    }

    @Test
    void missesAnEndThatWasCutOff() throws IOException {
        tamper("delete from audit_entry where sequence > 2400");
        assertThat(verify()).isEqualTo(new Broken(2401, Fault.CUT_OFF));
    }

    @Test
    void missesAnEndThatWasCutOffTogetherWithTheHeadByItsAnchor() throws IOException {
        anchors.drop();
        cutOffWithTheHead(2400);
        assertThat(verify()).isEqualTo(new Broken(2401, Fault.CUT_OFF));
        append();
        assertThat(verify()).isEqualTo(new Broken(2402, Fault.CUT_OFF));
    }

    /** The limit: what came after the last anchor is only known to the database. */
    @Test
    void doesNotMissWhatNoAnchorKnows() throws IOException {
        cutOffWithTheHead(2400);
        assertThat(verify()).isInstanceOf(Intact.class);
    }

    private void cutOffWithTheHead(int last) {
        tamper("delete from audit_entry where sequence > " + last);
        tamper(
                "update audit_head set sequence = "
                        + last
                        + ", hash = (select hash from audit_entry where sequence = "
                        + last
                        + ")");
    }

    @Test
    void seesALogThatWasWrittenAnewByItsAnchor() throws IOException {
        anchors.drop();
        tamper("delete from audit_entry");
        tamper("update audit_head set sequence = 0, hash = '" + HashChain.GENESIS + "'");
        for (int i = 0; i < ENTRIES; i++) {
            log.append(ANNA, Action.LOG_OUT, Target.account("7", "anna"), Outcome.SUCCESS);
        }
        assertThat(verify()).isEqualTo(new Broken(ENTRIES, Fault.REWRITTEN));
    }

    @Test
    void isNotLedAstrayByAnAnchorThatWasCutInWriting() throws IOException {
        anchors.drop();
        Files.writeString(
                data.resolve("audit-anchors.log"), "2026-02-13T14", StandardOpenOption.APPEND);
        assertThat(verify()).isInstanceOf(Intact.class);
    }
}

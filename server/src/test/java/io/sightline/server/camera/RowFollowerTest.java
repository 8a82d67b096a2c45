package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.server.stream.StreamDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored is answered as that, though rights can't be read just then. */
class RowFollowerTest {

    private static final String CAMERAS = "/api/v1/cameras";

    @TempDir static Path data;
    private static TestServer server;
    private static TestServer ann;
    private static int hosts;

    private boolean hidden;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, "--camera.reconcile-interval=200ms");
        ann = server.as("ann", Role.USER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void hideGrants() {
        rename("camera_grant", "hidden_grant");
        hidden = true;
    }

    @AfterEach
    void showGrants() {
        if (hidden) {
            rename("hidden_grant", "camera_grant");
            hidden = false;
        }
    }

    private static void rename(String table, String name) {
        var _ =
                server.bean(Database.class)
                        .write()
                        .sql("alter table %s rename to %s".formatted(table, name))
                        .update();
    }

    private static Answer add(String owner) {
        Answer added =
                server.post(
                        CAMERAS,
                        "{\"name\":\"Gate\",\"url\":\"rtsp://127.71.0.%d:9/\",\"ownerId\":\"%s\"}"
                                .formatted(++hosts, owner));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return added;
    }

    private static boolean plays(Answer camera) {
        String stream = camera.json().at("/streams/0/name").asString();
        return server.bean(StreamDirectory.class).find(stream).isPresent();
    }

    private void awaitSeenBy(TestServer caller, Answer camera) {
        showGrants();
        Answer _ = caller.await(CAMERAS + "/" + camera.text("id"), seen -> seen.status() == 200);
    }

    @Test
    void anAdditionIsDoneAndRightsFollowLater() {
        Answer camera = add("ann");

        assertThat(plays(camera)).isTrue();
        assertThat(server.get(CAMERAS + "/" + camera.text("id")).status()).isEqualTo(200);
        assertThat(ann.get(CAMERAS + "/" + camera.text("id")).status()).isEqualTo(404);
        awaitSeenBy(ann, camera);
    }

    @Test
    void aChangeIsDoneAndRightsFollowLater() {
        Answer camera = add("");

        Answer changed =
                server.send(
                        "PATCH",
                        CAMERAS + "/" + camera.text("id"),
                        "{\"name\":\"Yard\",\"ownerId\":\"ann\"}");

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("Yard");
        awaitSeenBy(ann, camera);
    }

    @Test
    void aDeletionIsDoneAndEndsTheStreams() {
        Answer camera = add("ann");

        assertThat(server.send("DELETE", CAMERAS + "/" + camera.text("id"), "").status())
                .isEqualTo(204);

        assertThat(server.get(CAMERAS + "/" + camera.text("id")).status()).isEqualTo(404);
        assertThat(plays(camera)).isFalse();
    }

    @Test
    void whatIsDoneToManyIsDone() {
        Answer one = add("ann");
        Answer two = add("ann");

        Answer tagged = bulk("\"tag\",\"tag\":\"door\"", one, two);
        assertThat(tagged.status()).as(tagged.toString()).isEqualTo(200);
        assertThat(server.get(CAMERAS + "/" + one.text("id")).json().at("/tags/0").asString())
                .isEqualTo("door");

        Answer deleted = bulk("\"delete\",\"recordings\":\"delete\"", one, two);
        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(200);
        assertThat(server.get(CAMERAS + "/" + one.text("id")).status()).isEqualTo(404);
        assertThat(plays(two)).isFalse();
    }

    private static Answer bulk(String action, Answer one, Answer two) {
        return server.post(
                CAMERAS + "/bulk",
                "{\"ids\":[\"%s\",\"%s\"],\"action\":%s}"
                        .formatted(one.text("id"), two.text("id"), action));
    }
}

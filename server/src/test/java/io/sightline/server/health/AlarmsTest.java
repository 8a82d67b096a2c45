package io.sightline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.health.HealthLog.AlarmChanged;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms of several cameras, as lists and as mail, on a real server. */
class AlarmsTest {

    private static final String ALARMS = "/api/v1/health/alarms";

    @TempDir Path data;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
    private TestServer server;
    private String gate = "";
    private String yard = "";
    private String hall = "";

    @BeforeEach
    void start() {
        server =
                TestServer.start(
                        data,
                        "--health.first=1h",
                        "--health.mail=administrators,owners",
                        // Nothing listens there: what is to be sent stays to be looked at.
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=9");
        gate = server.addCamera("Gate", "rtsp://127.0.0.1:9/gate", false).text("id");
        yard = server.addCamera("Yard", "rtsp://127.0.0.1:9/yard", false).text("id");
        hall = server.addCamera("Hall", "rtsp://127.0.0.1:9/hall", false).text("id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void raised(String camera, int second) {
        Instant since = began.plusSeconds(second);
        write(camera, new Alarm(since, since.plusSeconds(180), Optional.empty()));
    }

    private void closed(String camera, int second, int after) {
        Instant since = began.plusSeconds(second);
        write(
                camera,
                new Alarm(since, since.plusSeconds(180), Optional.of(since.plusSeconds(after))));
    }

    private void write(String camera, Alarm alarm) {
        server.bean(HealthLog.class).append(List.of(new AlarmChanged(camera, alarm)));
    }

    @Test
    void areListedNewestFirstInPages() {
        raised(gate, 0);
        closed(yard, 20, 200);
        raised(hall, 20);
        Answer first = server.get(ALARMS + "?limit=2");
        Answer rest = server.get(ALARMS + "?limit=2&cursor=" + first.text("next"));
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(rest.json().path("items")).hasSize(1);
        assertThat(rest.json().at("/items/0/cameraName").asString()).isEqualTo("Gate");
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(names(server.get(ALARMS + "?open=true"))).containsOnly("Hall", "Gate");
        assertThat(server.get(ALARMS + "?cursor=x").problem()).isEqualTo("invalid-cursor");
        assertThat(server.get(ALARMS + "?limit=0").problem()).isEqualTo("invalid-limit");
    }

    private static List<String> names(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("cameraName").asString())
                .toList();
    }

    @Test
    void areShownToWhoSeesTheCamera() {
        raised(gate, 0);
        raised(yard, 10);
        TestServer user = server.as("grace", Role.USER);
        assertThat(names(user.get(ALARMS))).isEmpty();
        own(gate, "grace");
        assertThat(names(user.get(ALARMS))).containsExactly("Gate");
        assertThat(server.asNobody().get(ALARMS).status()).isEqualTo(401);
    }

    private void own(String camera, String account) {
        Answer changed =
                server.send(
                        "PATCH", "/api/v1/cameras/" + camera, "{\"ownerId\":\"" + account + "\"}");
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    }

    @Test
    void goWithTheCamera() {
        raised(gate, 0);
        server.send("DELETE", "/api/v1/cameras/" + gate, "");
        assertThat(names(server.get(ALARMS))).isEmpty();
    }

    @Test
    void areMailedOnceToAdministratorsAndToOwnersOfTheirOwn() {
        server.as("grace", Role.USER);
        email(server.get("/api/v1/me").text("id"), "ada@example.org");
        email("grace", "grace@example.org");
        own(gate, "grace");
        raised(gate, 0);
        raised(yard, 10);
        AlarmMail mail = server.bean(AlarmMail.class);

        mail.send();
        assertThat(mails())
                .containsOnly(
                        "ada@example.org: 2 cameras are offline",
                        "grace@example.org: Camera Gate is offline");
        mail.send();
        assertThat(mails()).as("nobody is told twice").hasSize(2);

        closed(gate, 0, 300);
        mail.send();
        assertThat(mails())
                .hasSize(4)
                .contains(
                        "ada@example.org: Camera Gate is back",
                        "grace@example.org: Camera Gate is back");
    }

    private void email(String account, String address) {
        Answer changed =
                server.send("PATCH", "/api/v1/users/" + account, "{\"email\":\"" + address + "\"}");
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    }

    private List<String> mails() {
        return server.bean(Database.class)
                .read()
                .sql("select recipient || ': ' || subject from outgoing_mail")
                .query(String.class)
                .list();
    }

    @Test
    void oneThatIsOldNewsIsNotMailed() {
        email(server.get("/api/v1/me").text("id"), "ada@example.org");
        raised(gate, -3 * 86_400);
        server.bean(AlarmMail.class).send();
        assertThat(mails()).isEmpty();
    }

    @Test
    void sayInAMailSinceWhenAndForHowLong() {
        raised(gate, 0);
        closed(yard, 0, 3_900);
        List<AlarmLog.CameraAlarm> alarms =
                server.bean(AlarmLog.class).unmailed(began.minusSeconds(1));
        String body = AlarmWords.mail("ada@example.org", alarms).body();
        assertThat(body)
                .contains("Gate has been offline since ")
                .contains("Yard is back since ")
                .contains("It was offline for 1 h 05 min");
    }
}

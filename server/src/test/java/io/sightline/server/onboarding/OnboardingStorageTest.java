package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import io.sightline.server.database.Database;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The cameras of a device and how its onboarding came out are stored together or not at all. The
 * database is made to refuse a part of it.
 */
class OnboardingStorageTest extends SimulatedDevicesTest {

    @AfterEach
    void refuseNothing() {
        sql("drop trigger if exists refusal");
    }

    private static void sql(String statement) {
        var _ = server.bean(Database.class).write().sql(statement).update();
    }

    private static void refuse(String when) {
        sql(
                "create trigger refusal before %s begin select raise(abort, 'no'); end"
                        .formatted(when));
    }

    private static int rows(String from) {
        return server.bean(Database.class)
                .read()
                .sql("select count(*) from " + from)
                .query(Integer.class)
                .single();
    }

    private static OnvifCamera camera() throws IOException {
        return devices.add(DeviceSpec.camera("Gate", UUID.randomUUID().toString(), stream()));
    }

    private static OnvifCamera recorder() throws IOException {
        return devices.add(
                DeviceSpec.camera("Recorder", UUID.randomUUID().toString(), stream())
                        .withChannels(List.of(List.of(stream()), List.of(stream()))));
    }

    private static Answer onboard(OnvifCamera device, boolean confirm) {
        return onboard(Map.of("address", device.address(), "name", "Hall", "confirm", confirm));
    }

    private static Answer retry(Answer failed) {
        return server.post(ONBOARD + "/" + failed.text("onboarding") + "/retry", "{}");
    }

    private static Answer register(Answer found, String wish) {
        return server.post(ONBOARD + "/" + found.text("id") + "/register", wish);
    }

    private static int entries(String onboarding, String outcome) {
        return rows(
                "audit_entry where action = 'camera-onboard' and target_id = '%s' and outcome = '%s'"
                        .formatted(onboarding, outcome));
    }

    @Test
    void hasRowAndEntryOfWhatBecameACamera() throws IOException {
        Answer added = onboard(camera(), false);

        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        String id = added.text("id");
        assertThat(server.get(ONBOARD + "/" + id).json().path("cameras"))
                .isEqualTo(added.json().path("cameras"))
                .hasSize(1);
        assertThat(rows("onboarding where state = 'done' and id = '" + id + "'")).isOne();
        assertThat(entries(id, "success")).isOne();
    }

    @Test
    void addsNoCameraWhoseOnboardingCanNotBeEntered() throws IOException {
        int before = rows("camera");
        refuse(
                "insert on audit_entry when new.action = 'camera-onboard'"
                        + " and new.outcome = 'success'");

        Answer failed = onboard(camera(), false);

        assertThat(failed.status()).as(failed.toString()).isEqualTo(422);
        assertThat(failed.problem()).isEqualTo("internal-error");
        String id = failed.text("onboarding");
        assertThat(rows("camera")).isEqualTo(before);
        assertThat(rows("onboarding where state = 'failed' and id = '" + id + "'")).isOne();
        assertThat(entries(id, "success")).isZero();
        assertThat(entries(id, "failed")).isOne();
        refuseNothing();
        assertThat(retry(failed).status()).isEqualTo(201);
        assertThat(entries(id, "success")).isOne();
    }

    @Test
    void addsNoCameraOfADeviceOneOfWhoseChannelsFails() throws IOException {
        int before = rows("camera");
        refuse("insert on camera_stream when new.channel = 2");

        Answer failed = onboard(recorder(), false);

        assertThat(failed.status()).as(failed.toString()).isEqualTo(422);
        assertThat(rows("camera")).isEqualTo(before);
        assertThat(server.get(ONBOARD + "/" + failed.text("onboarding")).json().path("cameras"))
                .isEmpty();
        assertThat(entries(failed.text("onboarding"), "success")).isZero();
        refuseNothing();
        assertThat(retry(failed).json().path("cameras")).hasSize(2);
    }

    @Test
    void registersNothingWhoseRowCanNotBeChanged() throws IOException {
        Answer found = onboard(camera(), true);
        int before = rows("camera");
        refuse("update on onboarding when new.state = 'done'");

        assertThat(register(found, "{}").status()).isEqualTo(500);

        assertThat(rows("camera")).isEqualTo(before);
        assertThat(server.get(ONBOARD + "/" + found.text("id")).text("state")).isEqualTo("found");
        refuseNothing();
        assertThat(register(found, "{}").status()).isEqualTo(201);
    }

    @Test
    void tellsAtOnceThatWhatWasFoundCanNotBeStoredAndStoresThatLater() throws IOException {
        refuse("insert on onboarding");

        Answer untold = onboard(camera(), true);

        assertThat(untold.status()).as(untold.toString()).isEqualTo(422);
        assertThat(untold.problem()).isEqualTo("not-stored");
        String id = untold.text("onboarding");
        assertThat(server.get(ONBOARD + "/" + id).text("state")).isEqualTo("failed");
        assertThat(rows("onboarding where id = '" + id + "'")).isZero();
        refuseNothing();
        Eventually.await(
                "its end is stored",
                () -> rows("onboarding where state = 'failed' and id = '" + id + "'") == 1);
        assertThat(entries(id, "failed")).isOne();
        assertThat(server.get(ONBOARD + "/" + id).text("state")).isEqualTo("failed");
        assertThat(retry(untold).text("state")).isEqualTo("found");
    }

    @Test
    void tellsWhyADeviceFailedThoughThatCanNotBeStored() throws IOException {
        OnvifCamera device = camera();
        assertThat(onboard(device, false).status()).isEqualTo(201);
        refuse("insert on onboarding");

        Answer there = onboard(device, false);

        assertThat(there.problem()).as(there.toString()).isEqualTo("camera-exists");
        assertThat(
                        server.get(ONBOARD + "/" + there.text("onboarding"))
                                .json()
                                .at("/failure/type")
                                .asString())
                .isEqualTo("camera-exists");
    }

    @Test
    void isBegunAnewThoughItsEndIsNotStoredYet() throws IOException {
        refuse("insert on onboarding");
        Answer untold = onboard(camera(), true);
        assertThat(untold.problem()).as(untold.toString()).isEqualTo("not-stored");
        refuseNothing();

        Answer found = retry(untold);

        assertThat(found.text("state")).as(found.toString()).isEqualTo("found");
        assertThat(register(found, "{}").status()).isEqualTo(201);
    }

    @Test
    void isDoneOnceItsCamerasAreStoredWhateverFailsThen() throws IOException {
        sql("alter table camera_grant rename to hidden");
        Answer added;
        try {
            added = onboard(camera(), false);
        } finally {
            sql("alter table hidden rename to camera_grant");
        }
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        String id = added.text("id");
        assertThat(rows("onboarding where state = 'done' and id = '" + id + "'")).isOne();
        assertThat(entries(id, "failed")).isZero();
        String camera = added.json().at("/cameras/0").asString();
        assertThat(server.get("/api/v1/cameras/" + camera).text("name")).isEqualTo("Hall");
    }

    @Test
    void nothingThatFailsLaterTakesBackThatItIsDone() throws IOException {
        Answer added = onboard(camera(), false);
        OnboardingRepository repository = server.bean(OnboardingRepository.class);
        Onboarding done = repository.find(added.text("id")).orElseThrow();
        OnboardingRun run = new OnboardingRun(done, Optional.empty());

        Onboarding stored =
                server.bean(OnboardingJournal.class)
                        .storeEnd(run, done.fails(Failures.OURS, done.updatedAt()));

        assertThat(stored).isEqualTo(done);
        assertThat(repository.find(done.id())).contains(done);
        assertThat(entries(done.id(), "failed")).isZero();
    }

    @Test
    void registersTheChannelThatIsNotThereYet() throws IOException {
        OnvifCamera recorder = recorder();
        Answer one = register(onboard(recorder, true), "{\"channels\":[1]}");
        assertThat(one.json().path("cameras")).as(one.toString()).hasSize(1);

        Answer other = onboard(recorder, false);

        assertThat(other.status()).as(other.toString()).isEqualTo(201);
        assertThat(other.json().path("cameras")).hasSize(1);
        String id = other.json().at("/cameras/0").asString();
        assertThat(server.get("/api/v1/cameras/" + id).text("name")).isEqualTo("Hall · 2");
        Answer both = onboard(recorder, false);
        assertThat(both.status()).isEqualTo(409);
        assertThat(both.problem()).isEqualTo("camera-exists");
    }

    @Test
    void keepsNoRowOfWhatSomebodyForgotMeanwhile() throws IOException {
        OnvifCamera silent = camera();
        silent.inflict(new DeviceFault.NeverAnswers());
        Answer begun = onboard(Map.of("address", silent.address(), "waitSeconds", 0));
        String row = "onboarding where id = '" + begun.text("id") + "'";
        assertThat(rows(row)).as("a restart would not forget it").isOne();

        Answer forgotten = server.send("DELETE", ONBOARD + "/" + begun.text("id"), "");

        assertThat(forgotten.status()).isEqualTo(204);
        Eventually.await("its end", () -> entries(begun.text("id"), "failed") == 1);
        assertThat(rows(row)).isZero();
    }
}

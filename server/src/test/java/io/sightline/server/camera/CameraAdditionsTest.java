package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.server.TestServer;
import io.sightline.server.audit.Actor;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import io.sightline.server.database.Database;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.web.ProblemException;
import io.sightline.testing.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels of a device become cameras in one transaction. */
class CameraAdditionsTest {

    private static final int AT_ONCE = 20;
    private static final Optional<String> NOBODY = Optional.of("no-such-account");

    @TempDir static Path data;
    private static TestServer server;
    private static Cameras cameras;
    private static int hosts;

    /** Of the device of the test. */
    private String host;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
        cameras = server.bean(Cameras.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void chooseHost() {
        host = nextHost();
    }

    private static String nextHost() {
        return "127.70.0." + ++hosts;
    }

    private static CameraDraft channel(
            String host, int channel, Optional<String> streamName, Optional<String> ownerId) {
        RtspAddress address = RtspAddress.parse("rtsp://%s:5540/%d".formatted(host, channel));
        return new CameraDraft(
                "Channel " + channel,
                new Device("", "", "", ""),
                address.host(),
                address.port(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new StreamDraft(
                                CameraStream.MAIN, OptionalInt.of(channel), address, streamName)),
                false,
                List.of(),
                List.of(),
                "",
                ownerId);
    }

    private CameraDraft channel(int channel) {
        return channel(host, channel, Optional.empty(), Optional.empty());
    }

    private CameraDraft wrongChannel(int channel) {
        return channel(host, channel, Optional.empty(), NOBODY);
    }

    private CameraDraft channelCalled(int channel, String streamName) {
        return channel(host, channel, Optional.of(streamName), Optional.empty());
    }

    private static List<Camera> at(String host) {
        return cameras.all().stream().filter(camera -> camera.host().equals(host)).toList();
    }

    private static int rows(String table, String column, String value) {
        return server.bean(Database.class)
                .read()
                .sql("select count(*) from " + table + " where " + column + " = :value")
                .param("value", value)
                .query(Integer.class)
                .single();
    }

    private static boolean streams(String name) {
        return server.bean(StreamDirectory.class).find(name).isPresent();
    }

    private void assertNothingIsThere() {
        assertThat(at(host)).isEmpty();
        assertThat(rows("camera", "host", host)).isZero();
        String name = "cam_" + host.replace('.', '_') + "_ch1_main";
        assertThat(rows("camera_stream", "name", name)).isZero();
        assertThat(streams(name)).isFalse();
    }

    @Test
    void addsAllChannelsOfADevice() {
        List<String> ids =
                cameras.addDevice(
                        Actor.SERVER, List.of(channel(1), channel(2)), StoredAlong.NOTHING);

        assertThat(at(host)).extracting(Camera::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(cameras.get(ids.getFirst()).name()).isEqualTo("Channel 1");
        assertThat(cameras.get(ids.getLast()).streams())
                .extracting(CameraStream::name)
                .allMatch(CameraAdditionsTest::streams);
        assertThat(ids).allMatch(id -> rows("audit_entry", "target_id", id) == 1);
    }

    @Test
    void leavesOutTheChannelThatIsThereAlready() {
        String there = cameras.add(Actor.SERVER, channel(1));
        List<String> told = new ArrayList<>();

        List<String> ids =
                cameras.addDevice(Actor.SERVER, List.of(channel(1), channel(2)), told::addAll);

        assertThat(ids).hasSize(1).isEqualTo(told);
        assertThat(cameras.get(ids.getFirst()).name()).isEqualTo("Channel 2");
        assertThat(at(host))
                .extracting(Camera::id)
                .containsExactlyInAnyOrder(there, ids.getFirst());
    }

    @Test
    void refusesADeviceWhenAllOfItsChannelsAreThere() {
        List<String> ids =
                cameras.addDevice(
                        Actor.SERVER, List.of(channel(1), channel(2)), StoredAlong.NOTHING);
        List<String> told = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                cameras.addDevice(
                                        Actor.SERVER,
                                        List.of(channel(1), channel(2)),
                                        told::addAll))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.getBody().getType())
                                    .hasToString(ProblemException.TYPE_PREFIX + "camera-exists");
                            assertThat(problem.getBody().getProperties())
                                    .containsEntry("id", ids.getLast());
                        });
        assertThat(told).isEmpty();
        assertThat(at(host)).hasSize(2);
    }

    @Test
    void addsNothingOfADeviceWhenAChannelIsWrong() {
        List<String> told = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                cameras.addDevice(
                                        Actor.SERVER,
                                        List.of(channel(1), wrongChannel(2)),
                                        told::addAll))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("There is no such account.");

        assertThat(told).isEmpty();
        assertNothingIsThere();
        assertThat(cameras.addDevice(Actor.SERVER, List.of(channel(1)), StoredAlong.NOTHING))
                .hasSize(1);
    }

    @Test
    void addsNothingWhenWhatIsStoredAlongCanNotBe() {
        assertThatThrownBy(
                        () ->
                                cameras.addDevice(
                                        Actor.SERVER,
                                        List.of(channel(1)),
                                        _ -> {
                                            throw new IllegalStateException("no room");
                                        }))
                .hasMessage("no room");

        assertNothingIsThere();
    }

    @Test
    void makesNoNameThatAnotherChannelIsToHave() {
        String proposed = cameras.proposedStreamName(host, 1, CameraStream.MAIN, Set.of());

        List<String> ids =
                cameras.addDevice(
                        Actor.SERVER,
                        List.of(channel(1), channelCalled(2, proposed)),
                        StoredAlong.NOTHING);

        assertThat(ids)
                .flatExtracting(id -> cameras.get(id).streams())
                .extracting(CameraStream::name)
                .containsExactly(proposed + "_2", proposed);
    }

    /** While the first one holds the turn, all others come into line, the wrong one as the last. */
    @Test
    void letsDevicesShareATransactionAndTheWrongOneFailAlone() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Adding first =
                start(
                        channel(host, 1, Optional.empty(), Optional.empty()),
                        _ -> {
                            atWork.countDown();
                            await(goOn);
                        });
        atWork.await();
        AtomicInteger stored = new AtomicInteger();
        List<Adding> others = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            others.add(
                    start(
                            channel(nextHost(), 1, Optional.empty(), Optional.empty()),
                            _ -> stored.incrementAndGet()));
        }
        others.forEach(Adding::awaitInLine);
        String wrongHost = nextHost();
        Adding wrong = start(channel(wrongHost, 1, Optional.empty(), NOBODY), StoredAlong.NOTHING);
        wrong.awaitInLine();
        goOn.countDown();

        assertThat(first.ids()).hasSize(1);
        for (Adding other : others) {
            assertThat(cameras.get(other.ids().getFirst()).streams())
                    .extracting(CameraStream::name)
                    .allMatch(CameraAdditionsTest::streams);
        }
        assertThatThrownBy(wrong::ids).hasRootCauseInstanceOf(ProblemException.class);
        assertThat(at(wrongHost)).isEmpty();
        assertThat(stored).as("once together, once alone").hasValue(2 * AT_ONCE);
    }

    private record Adding(Thread thread, FutureTask<List<String>> task) {
        List<String> ids() throws Exception {
            return task.get();
        }

        void awaitInLine() {
            Eventually.await("in line", () -> thread.getState() == Thread.State.WAITING);
        }
    }

    private static Adding start(CameraDraft draft, StoredAlong along) {
        FutureTask<List<String>> task =
                new FutureTask<>(() -> cameras.addDevice(Actor.SERVER, List.of(draft), along));
        return new Adding(Thread.ofPlatform().start(task), task);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.sightline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.rtsp.RtspSource;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamSettings;
import io.sightline.media.stream.StreamState;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.camera.Fault.Quirk;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault as our own RTSP client sees it. */
final class FaultsTest {

    private static final ClipSpec FIRST = ClipSpec.SMALL.withAudio(AudioCodec.AAC);
    private static final ClipSpec SECOND = FIRST.withSize(480, 270);

    private CameraFarm farm;
    private MediaLoop loop;
    private Stream stream;

    @BeforeEach
    void pull() throws IOException {
        farm = CameraFarm.start(FarmSettings.of(1, FIRST, SECOND));
        loop = MediaLoop.start("test", MediaLoop.DEFAULT_PACE);
        RtspSource source =
                RtspSource.create(
                        "camera0",
                        RtspAddress.parse(farm.url(0)),
                        RtspSettings.DEFAULT.withStallTimeout(Duration.ofSeconds(1)),
                        InstantSource.system());
        stream =
                new Stream("camera0", loop, source, StreamSettings.DEFAULT, InstantSource.system());
    }

    @AfterEach
    void stop() throws IOException {
        stream.close();
        loop.close();
        farm.close();
    }

    private ChunkReader open() {
        ReaderInfo info = new ReaderInfo("test", ReaderInfo.Kind.API, "", Instant.EPOCH);
        return stream.open(info, JoinAt.NEXT_GOP, () -> {});
    }

    private ChunkReader openLive() {
        ChunkReader reader = open();
        Eventually.await(
                "a stream that is live", () -> stream.status().state() == StreamState.LIVE);
        return reader;
    }

    private void failsWith(StreamFailure.Type type) {
        Eventually.await(
                "the failure",
                () -> stream.status().failure().map(StreamFailure::type).equals(Optional.of(type)));
    }

    @Test
    void everyFrameSentArrives() {
        openLive();
        Eventually.await("a second of pictures", () -> stream.status().statistics().frames() > 60);
        farm.inflictAll(new Fault.Stall());
        Eventually.await(
                "a stream that is retrying", () -> stream.status().state() == StreamState.RETRYING);
        assertThat(stream.status().statistics().frames()).isEqualTo(farm.framesSent(0));
        assertThat(stream.status().statistics().lostPackets()).isZero();
    }

    @Test
    void aStalledCameraIsGivenUpAndComesBackOnceHealed() {
        openLive();
        farm.camera(0).inflict(new Fault.Stall());
        failsWith(StreamFailure.Type.STALLED);
        farm.camera(0).inflict(new Fault.Heal());
        Eventually.await(
                "a stream that is live", () -> stream.status().state() == StreamState.LIVE);
    }

    @Test
    void aClosedConnectionIsMadeAnew() {
        openLive();
        farm.camera(0).inflict(new Fault.Close());
        failsWith(StreamFailure.Type.CLOSED);
        Eventually.await(
                "another connection", () -> stream.status().statistics().reconnects() == 1);
    }

    @Test
    void lostPacketsAreCounted() {
        openLive();
        farm.camera(0).inflict(new Fault.DropPackets(0.1));
        Eventually.await("lost packets", () -> stream.status().statistics().lostPackets() > 5);
    }

    @Test
    void timestampsThatJumpMakeADiscontinuity() {
        openLive();
        farm.camera(0).inflict(new Fault.JumpTimestamps(Duration.ofHours(-1)));
        Eventually.await(
                "a discontinuity", () -> stream.status().statistics().discontinuities() > 0);
        assertThat(stream.status().statistics().reconnects()).isZero();
    }

    @Test
    void theSizeOfThePictureChangesInMidStream() {
        openLive();
        assertThat(width()).isEqualTo(640);
        farm.camera(0).inflict(new Fault.SwitchClip());
        Eventually.await("the other size", () -> width() == 480);
        assertThat(stream.status().statistics().reconnects()).isZero();
    }

    @Test
    void thePictureGoesOnWithoutSound() {
        ChunkReader reader = openLive();
        farm.camera(0).inflict(new Fault.LoseAudio());
        long frames = stream.status().statistics().frames();
        Eventually.await(
                "more pictures", () -> stream.status().statistics().frames() > frames + 50);
        assertThat(newestChunk(reader).info().videoFrames()).isPositive();
    }

    @Test
    void answersWithTheStatusOrdered() {
        farm.camera(0).inflict(new Fault.AnswerStatus(404));
        open();
        failsWith(StreamFailure.Type.NOT_FOUND);
    }

    @Test
    void saysWhatItShouldNot() {
        farm.camera(0).inflict(new Fault.WrongAnswers(Quirk.NO_VIDEO));
        open();
        failsWith(StreamFailure.Type.NO_VIDEO);
        farm.camera(0).inflict(new Fault.WrongAnswers(Quirk.UNKNOWN_CODEC));
        failsWith(StreamFailure.Type.UNSUPPORTED_CODEC);
        farm.camera(0).inflict(new Fault.WrongAnswers(Quirk.GIBBERISH));
        failsWith(StreamFailure.Type.PROTOCOL_ERROR);
    }

    @Test
    void refusesConnectionsWhileNothingListens() throws IOException {
        farm.refuseConnections(true);
        open();
        failsWith(StreamFailure.Type.REFUSED);
        farm.refuseConnections(false);
        Eventually.await(
                "a stream that is live", () -> stream.status().state() == StreamState.LIVE);
    }

    private int width() {
        return stream.status().tracks().getFirst() instanceof VideoFormat video
                ? video.widthPixels()
                : 0;
    }

    private static Chunk newestChunk(ChunkReader reader) {
        Optional<Chunk> newest = Optional.empty();
        Optional<Chunk> next = reader.poll();
        while (next.isPresent()) {
            newest = next;
            next = reader.poll();
        }
        return newest.orElseThrow();
    }
}

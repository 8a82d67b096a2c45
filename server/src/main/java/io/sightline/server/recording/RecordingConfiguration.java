package io.sightline.server.recording;

import io.sightline.media.segment.Recorder;
import io.sightline.media.segment.RecorderStatus;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.audience.Audience;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.database.Database;
import io.sightline.server.storage.Storage;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.stream.StreamRecording;
import io.sightline.server.stream.StreamRecordings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Recording and playback. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

    @Bean
    SegmentIndex segmentIndex(Database database) {
        return new SegmentIndex(database);
    }

    @Bean
    IndexWriter indexWriter(SegmentIndex index) {
        return new IndexWriter(index);
    }

    @Bean
    ServerRuns serverRuns(Database database, InstantSource clock) {
        return new ServerRuns(database, clock);
    }

    @Bean(initMethod = "start")
    RecordingController recordingController(
            StreamDirectory streams,
            Storage storage,
            SegmentIndex index,
            ServerRuns runs,
            RecordingRemoval removal,
            Database database,
            InstantSource clock) {
        return new RecordingController(
                streams,
                storage,
                index,
                new IndexReconciler(index),
                runs,
                new OngoingGaps(database),
                removal,
                clock);
    }

    @Bean
    Recordings recordings(SegmentIndex index, Storage storage, InstantSource clock) {
        return new Recordings(index, storage, clock);
    }

    @Bean
    RecordingRemoval recordingRemoval(
            StreamDirectory streams,
            Storage storage,
            SegmentIndex index,
            IndexWriter writer,
            Database database,
            InstantSource clock) {
        return new RecordingRemoval(
                streams, storage, index, writer, new RemovalOrders(database, clock));
    }

    @Bean
    SegmentFiles segmentFiles(Storage storage) {
        return new SegmentFiles(storage);
    }

    @Bean
    RecordedKeyFrames recordedKeyFrames(Recordings recordings, SegmentFiles files) {
        return new RecordedKeyFrames(recordings, files);
    }

    @Bean
    VodRoute vodRoute(
            Recordings recordings,
            SegmentFiles files,
            MediaAccess access,
            ViewLog views,
            Audience audience,
            InstantSource clock) {
        return new VodRoute(recordings, files, access, views, audience, clock);
    }

    @Bean
    KeptClips keptClips(InstantSource clock) {
        return new KeptClips(clock);
    }

    /** Before {@link VodRoute}, which takes every path under /vod. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ClipRoute clipRoute(
            Recordings recordings,
            SegmentFiles files,
            KeptClips kept,
            MediaAccess access,
            ViewLog views,
            InstantSource clock) {
        return new ClipRoute(recordings, files, kept, access, views, clock);
    }

    @Bean
    StreamRecordings streamRecordings(Storage storage) {
        return stream ->
                storage.archive()
                        .recorder(stream)
                        .map(Recorder::status)
                        .map(RecordingConfiguration::describe)
                        .orElse(StreamRecording.NONE);
    }

    private static StreamRecording describe(RecorderStatus status) {
        StreamRecording.State state =
                switch (status.state()) {
                    case WAITING -> StreamRecording.State.WAITING;
                    case RECORDING -> StreamRecording.State.RECORDING;
                    case FAILED -> StreamRecording.State.FAILED;
                };
        return new StreamRecording(
                state,
                status.since(),
                status.segmentFrom().orElse(null),
                status.bytes(),
                status.gaps(),
                status.lastError().isEmpty() ? null : status.lastError());
    }
}

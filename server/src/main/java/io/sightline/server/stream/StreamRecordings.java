package io.sightline.server.stream;

/** Where the API learns how recordings stand; the recording domain provides it as a bean. */
@FunctionalInterface
public interface StreamRecordings {

    /** {@link StreamRecording#NONE} when the stream is not recorded. */
    StreamRecording of(String streamName);
}

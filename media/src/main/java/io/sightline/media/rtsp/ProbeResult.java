package io.sightline.media.rtsp;

import io.sightline.media.codec.TrackFormat;
import io.sightline.media.stream.StreamFailure;
import java.util.List;
import java.util.Optional;

/** What a camera said when asked once. */
public sealed interface ProbeResult {

    /** The camera has at least one video track that can be pulled. */
    record Found(List<ProbedTrack> tracks) implements ProbeResult {
        public Found {
            tracks = List.copyOf(tracks);
        }
    }

    /** It has not, or cannot be asked. */
    record Failed(StreamFailure failure) implements ProbeResult {}

    /**
     * One track as described.
     *
     * @param video true for video, false for audio
     * @param codec name for people: {@code H264}, {@code AAC}, …, or the camera's own word for one
     *     that is not supported
     * @param supported whether a stream would carry this track
     * @param format empty while it is not supported, or when the camera sends its parameter sets in
     *     band only
     */
    record ProbedTrack(
            boolean video, String codec, boolean supported, Optional<TrackFormat> format) {}
}

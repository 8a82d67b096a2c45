package io.sightline.server.picture;

import java.time.Instant;
import java.util.Optional;

/**
 * What came of one look at a camera's picture.
 *
 * @param seen what was judged; empty when no picture came
 * @param reason type of the problem that kept it from coming, else empty
 * @param detail a sentence on it for a person, else empty
 */
record CameraLook(String cameraId, Instant at, Optional<Seen> seen, String reason, String detail) {

    /** Pictures that were judged, the last of which is kept as a thumbnail. */
    record Seen(String stream, Instant takenAt, Judgement judgement) {}

    static CameraLook seen(String cameraId, Instant at, Seen seen) {
        return new CameraLook(cameraId, at, Optional.of(seen), "", "");
    }

    static CameraLook none(String cameraId, Instant at, PictureException why) {
        return new CameraLook(
                cameraId, at, Optional.empty(), why.problem().slug(), why.problem().detail());
    }

    Verdict verdict() {
        return seen.map(Seen::judgement).map(Judgement::verdict).orElse(Verdict.NO_PICTURE);
    }
}

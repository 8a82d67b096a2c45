package io.sightline.server.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.picture.CameraLook.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What cameras' pictures are like, as the API tells it. */
final class CheckJson {

    private CheckJson() {}

    /**
     * Why there was no picture.
     *
     * @param type as in problems: {@code unreachable}, {@code no-media}, …
     */
    record Reason(String type, String detail) {}

    /**
     * A look at a camera.
     *
     * @param verdict {@code fine}, {@code black}, {@code frozen}, {@code blurred}, {@code covered},
     *     {@code no-signal} or {@code no-picture}
     * @param takenAt when its last picture was taken, null without one
     * @param picture where the thumbnail is; null when there is none, or none any more
     * @param brightness of 255, null without a picture; likewise
     * @param sharpness how much neighbouring pixels differ: fine ones have 75 and more
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Look(
            Instant checkedAt,
            String verdict,
            @Nullable Reason reason,
            @Nullable String stream,
            @Nullable Instant takenAt,
            @Nullable String picture,
            @Nullable Double brightness,
            @Nullable Double sharpness) {

        static Look of(CameraLook look, boolean withPicture) {
            Optional<Seen> seen = look.seen();
            Optional<PictureMeasures> measures = seen.map(Seen::judgement).map(Judgement::measures);
            return new Look(
                    look.at(),
                    look.verdict().word(),
                    look.reason().isEmpty() ? null : new Reason(look.reason(), look.detail()),
                    seen.map(Seen::stream).orElse(null),
                    seen.map(Seen::takenAt).orElse(null),
                    withPicture
                            ? "/api/v1/cameras/%s/picture.jpg?at=%s"
                                    .formatted(look.cameraId(), look.at())
                            : null,
                    measures.map(PictureMeasures::brightness).map(CheckJson::rounded).orElse(null),
                    measures.map(PictureMeasures::sharpness).map(CheckJson::rounded).orElse(null));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /**
     * A camera and the last look at it.
     *
     * @param pending whether it is being looked at, or is about to be
     * @param last null before the first one
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CameraPicture(String cameraId, String name, boolean pending, @Nullable Look last) {

        static CameraPicture of(Device camera, boolean pending, @Nullable Look last) {
            return new CameraPicture(camera.id(), camera.name(), pending, last);
        }

        String verdict() {
            return last == null ? "unknown" : last.verdict();
        }
    }

    /**
     * A page of cameras.
     *
     * @param next what to ask the rest with, null at the end
     * @param counts of all cameras that the caller sees, by verdict; {@code unknown} before the
     *     first look
     * @param pending how many of them are being looked at, or are about to be
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CameraPictures(
            List<CameraPicture> items,
            @Nullable String next,
            Map<String, Integer> counts,
            int pending) {}

    /**
     * How many cameras got which verdict on a day.
     *
     * @param day {@code 2026-02-13}, UTC
     */
    record Day(String day, Map<String, Integer> counts) {}

    record Days(List<Day> items) {}

    /** Looks at one camera, newest first. */
    record Looks(List<Look> items) {}

    /**
     * @param cameras that are about to be looked at
     */
    record Asked(int cameras) {}

    /**
     * Which cameras are to be looked at.
     *
     * @param cameraId one of them; all when it is missing
     */
    record Wish(@Nullable String cameraId) {}
}

package io.sightline.server.onboarding;

import io.sightline.server.onboarding.FoundDevice.Failure;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a device said and showed, as the API says it.
 *
 * @param way by which its streams are known: {@code onvif}, or the id of a manufacturer's template
 * @param controlUrl of its ONVIF service; null without
 * @param clockOffsetMillis how much its clock is ahead of ours
 * @param ptz whether one of its channels can be turned
 */
record FoundDeviceJson(
        String way,
        @Nullable String controlUrl,
        String manufacturer,
        String model,
        String serial,
        String firmware,
        long clockOffsetMillis,
        boolean ptz,
        List<FoundStreamJson> streams) {

    /**
     * One of its streams.
     *
     * @param channel of the device, from 1
     * @param role {@code main}, {@code sub}, or {@code other} for those that are not used
     * @param profile as the device calls it
     * @param name that the stream would get; null for those that are not used, and for those that
     *     were registered without a look
     * @param url without user and password
     * @param codec empty when nobody knows
     * @param width in pixels, 0 when nobody knows; likewise {@code height}
     * @param framesPerSecond at most, as the device says; null if it does not
     * @param bitrateBitsPerSecond likewise
     * @param audioCodec null without sound
     * @param failure why no media came; null when it did, and when nobody has looked
     * @param picture address of a JPEG, while there is one to look at; else null
     */
    record FoundStreamJson(
            int channel,
            String role,
            String profile,
            @Nullable String name,
            String url,
            String codec,
            int width,
            int height,
            @Nullable Double framesPerSecond,
            @Nullable Long bitrateBitsPerSecond,
            @Nullable String audioCodec,
            @Nullable Failure failure,
            @Nullable String picture) {

        private static FoundStreamJson of(FoundStream stream, @Nullable String picture) {
            Integer kilobits = stream.kilobitsPerSecond();
            return new FoundStreamJson(
                    stream.channel(),
                    stream.role(),
                    stream.profile(),
                    stream.name(),
                    stream.url(),
                    stream.codec(),
                    stream.width(),
                    stream.height(),
                    stream.framesPerSecond(),
                    kilobits == null ? null : kilobits * 1_000L,
                    stream.audioCodec(),
                    stream.failure(),
                    picture);
        }
    }

    /**
     * @param self path of the onboarding
     * @param hasPicture of the stream with this number, from 1
     */
    static FoundDeviceJson of(FoundDevice device, String self, IntPredicate hasPicture) {
        List<FoundStreamJson> streams = new ArrayList<>();
        for (FoundStream stream : device.streams()) {
            int number = streams.size() + 1;
            streams.add(
                    FoundStreamJson.of(
                            stream,
                            hasPicture.test(number)
                                    ? "%s/streams/%d/picture.jpg".formatted(self, number)
                                    : null));
        }
        return new FoundDeviceJson(
                device.way(),
                device.controlUrl(),
                device.manufacturer(),
                device.model(),
                device.serial(),
                device.firmware(),
                device.clockOffsetMillis(),
                device.ptz(),
                streams);
    }
}

package io.sightline.server.onboarding;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device said and showed.
 *
 * @param way by which its streams are known: {@code onvif}, or the id of a manufacturer's template
 * @param controlUrl of its ONVIF service; null without
 * @param clockOffsetMillis how much its clock is ahead of ours
 * @param ptz whether one of its channels can be turned
 */
record FoundDevice(
        String way,
        @Nullable String controlUrl,
        String manufacturer,
        String model,
        String serial,
        String firmware,
        long clockOffsetMillis,
        boolean ptz,
        List<FoundStream> streams) {

    /**
     * One of its streams.
     *
     * @param channel of the device, from 1
     * @param role {@code main}, {@code sub}, or {@code other} for those that are not used
     * @param profile as the device calls it
     * @param name proposed for the stream; null where it is not used, and where nobody was to look
     *     at it first
     * @param url without user and password
     * @param codec as seen in the stream; as the device says it, until then
     * @param framesPerSecond at most, as the device says; null if it does not
     * @param kilobitsPerSecond likewise
     * @param failure why no media came; null when it did, and when nobody has looked
     */
    record FoundStream(
            int channel,
            String role,
            String profile,
            @Nullable String name,
            String url,
            String codec,
            int width,
            int height,
            @Nullable Double framesPerSecond,
            @Nullable Integer kilobitsPerSecond,
            @Nullable String audioCodec,
            @Nullable Failure failure) {

        boolean isMain() {
            return role.equals("main");
        }

        boolean isUsed() {
            return !role.equals("other");
        }

        FoundStream played(
                String seenCodec, int seenWidth, int seenHeight, @Nullable String seenAudio) {
            return new FoundStream(
                    channel,
                    role,
                    profile,
                    name,
                    url,
                    seenCodec,
                    seenWidth == 0 ? width : seenWidth,
                    seenHeight == 0 ? height : seenHeight,
                    framesPerSecond,
                    kilobitsPerSecond,
                    seenAudio,
                    null);
        }

        FoundStream failed(Failure reason) {
            return new FoundStream(
                    channel,
                    role,
                    profile,
                    name,
                    url,
                    codec,
                    width,
                    height,
                    framesPerSecond,
                    kilobitsPerSecond,
                    audioCodec,
                    reason);
        }

        FoundStream named(String proposed) {
            return new FoundStream(
                    channel,
                    role,
                    profile,
                    proposed,
                    url,
                    codec,
                    width,
                    height,
                    framesPerSecond,
                    kilobitsPerSecond,
                    audioCodec,
                    failure);
        }
    }

    /** Why something did not work: a type as in the API's problems, and a sentence. */
    record Failure(String type, String detail) {}

    FoundDevice {
        streams =
                streams.stream()
                        .sorted(
                                Comparator.comparingInt(FoundStream::channel)
                                        .thenComparing(stream -> !stream.isMain())
                                        .thenComparing(stream -> !stream.isUsed()))
                        .toList();
    }

    FoundDevice withStreams(List<FoundStream> others) {
        return new FoundDevice(
                way,
                controlUrl,
                manufacturer,
                model,
                serial,
                firmware,
                clockOffsetMillis,
                ptz,
                others);
    }

    /** Channels whose main stream plays. */
    List<Integer> playableChannels() {
        return streams.stream()
                .filter(stream -> stream.isMain() && stream.failure() == null)
                .map(FoundStream::channel)
                .toList();
    }
}

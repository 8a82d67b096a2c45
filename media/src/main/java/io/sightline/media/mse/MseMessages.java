package io.sightline.media.mse;

import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The text messages of the MSE protocol, as JSON. */
final class MseMessages {
    private MseMessages() {}

    /**
     * What the player must know before the initialization segment that follows.
     *
     * @param first the chunk that comes after it
     */
    static String init(ChunkInfo first, long serverMicros) {
        InitSegment init = first.init();
        return "{\"type\":\"init\",\"version\":"
                + init.version()
                + ",\"codecs\":"
                + quote(init.codecs())
                + ",\"mime\":"
                + quote("video/mp4; codecs=\"" + init.codecs() + "\"")
                + ",\"chunkMillis\":"
                + Math.round(first.durationMicros() / 1_000.0)
                + ",\"startMicros\":"
                + first.startMicros()
                + ",\"wallClockMicros\":"
                + first.wallClockMicros()
                + ",\"serverMicros\":"
                + serverMicros
                + "}";
    }

    static String status(
            StreamState state, Optional<StreamFailure> failure, Optional<Instant> retryAt) {
        return "{\"type\":\"status\",\"state\":"
                + quote(state.name().toLowerCase(Locale.ROOT))
                + ",\"failure\":"
                + failure.map(MseMessages::failure).orElse("null")
                + ",\"retryAt\":"
                + retryAt.map(at -> quote(at.toString())).orElse("null")
                + "}";
    }

    private static String failure(StreamFailure failure) {
        return "{\"type\":"
                + quote(failure.type().slug())
                + ",\"detail\":"
                + quote(failure.detail())
                + "}";
    }

    static String unplayable(String codec) {
        return "{\"type\":\"unplayable\",\"codec\":" + quote(codec) + "}";
    }

    /** A JSON string, RFC 8259 §7. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

package io.sightline.media.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code RTP-Info} of a PLAY answer (RFC 2326 §12.33), as far as it can be believed: a zero
 * says nothing, and an entry whose URL is no track's is nobody's.
 */
record RtpInfo(List<Entry> entries) {

    record Entry(String url, long rtpTime) {}

    static RtpInfo parse(List<String> headers) {
        List<Entry> entries = new ArrayList<>();
        for (String header : headers) {
            for (String part : header.split(",")) {
                entry(part).ifPresent(entries::add);
            }
        }
        return new RtpInfo(List.copyOf(entries));
    }

    private static Optional<Entry> entry(String text) {
        String url = "";
        long rtpTime = 0;
        for (String parameter : text.split(";")) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = parameter.substring(equals + 1).strip();
            if (key.equals("url")) {
                url = value;
            } else if (key.equals("rtptime") && value.matches("[0-9]{1,10}")) {
                rtpTime = Long.parseLong(value);
            }
        }
        return rtpTime == 0 || rtpTime > 0xFFFF_FFFFL || url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(url, rtpTime));
    }

    /** For the track with this control URL; some cameras name it by the last part only. */
    OptionalLong rtpTime(String controlUrl) {
        for (Entry entry : entries) {
            if (controlUrl.equals(entry.url()) || controlUrl.endsWith("/" + entry.url())) {
                return OptionalLong.of(entry.rtpTime());
            }
        }
        return OptionalLong.empty();
    }
}

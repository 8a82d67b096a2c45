package io.sightline.onvif.media;

import java.util.Locale;

/** As Media (an enumeration) and Media2 (IANA media subtypes) call them. */
public enum VideoCodec {
    H264,
    H265,
    JPEG,
    MPEG4,
    OTHER;

    static VideoCodec of(String encoding) {
        return switch (encoding.strip().toUpperCase(Locale.ROOT)) {
            case "H264", "H.264" -> H264;
            case "H265", "H.265", "HEVC" -> H265;
            case "JPEG", "MJPEG" -> JPEG;
            case "MPEG4", "MPV4-ES" -> MPEG4;
            default -> OTHER;
        };
    }
}

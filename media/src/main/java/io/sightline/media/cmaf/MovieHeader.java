package io.sightline.media.cmaf;

import static io.sightline.media.cmaf.BoxTypes.*;

import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;

/**
 * The boxes of {@code moov} that a fragmented and an ordinary file have in common (ISO/IEC 14496-12
 * §8.2 … §8.7).
 */
public final class MovieHeader {

    /** Timescale of the movie itself, in which track durations and edit lists count. */
    public static final int MOVIE_TIMESCALE_HZ = 90_000;

    private static final int UNDETERMINED_LANGUAGE = 0x55C4; // "und", ISO 639-2/T
    private static final int TRACK_ENABLED_IN_MOVIE = 0x3;

    private MovieHeader() {}

    public static void writeFileType(BoxWriter out) {
        // iso6 brings tfdt, default-base-is-moof and signed composition offsets (annex E).
        out.begin(FTYP).u32(of("iso6")).u32(0);
        out.u32(of("iso6")).u32(of("isom")).u32(of("mp41")).end();
    }

    public static void writeMovieHeader(BoxWriter out, long durationTicks, int nextTrackId) {
        out.begin(MVHD, 1, 0).u64(0).u64(0).u32(MOVIE_TIMESCALE_HZ).u64(durationTicks);
        out.u32(0x10000).u16(0x100).zeros(10).unityMatrix(); // rate, volume, reserved
        out.zeros(24).u32(nextTrackId).end();
    }

    public static void writeTrackHeader(
            BoxWriter out, int trackId, TrackFormat format, long durationTicks) {
        out.begin(TKHD, 1, TRACK_ENABLED_IN_MOVIE).u64(0).u64(0).u32(trackId).u32(0);
        out.u64(durationTicks).zeros(8);
        // Audio tracks are one alternate group apart from video's none; volume is for audio.
        out.u16(0).u16(format instanceof AudioFormat ? 1 : 0);
        out.u16(format instanceof AudioFormat ? 0x100 : 0).u16(0).unityMatrix();
        if (format instanceof VideoFormat video) {
            out.u32((long) video.widthPixels() << 16).u32((long) video.heightPixels() << 16);
        } else {
            out.zeros(8);
        }
        out.end();
    }

    /** {@code mdhd} and {@code hdlr}. */
    public static void writeMediaHeader(BoxWriter out, TrackFormat format, long durationTicks) {
        out.begin(MDHD, 1, 0).u64(0).u64(0).u32(format.timescaleHz()).u64(durationTicks);
        out.u16(UNDETERMINED_LANGUAGE).u16(0).end();
        boolean video = format instanceof VideoFormat;
        out.begin(HDLR, 0, 0).u32(0).u32(of(video ? "vide" : "soun")).zeros(12);
        out.text(video ? "video" : "audio").end();
    }

    /** {@code vmhd} or {@code smhd}, and {@code dinf}: the media lies in the same file. */
    public static void writeMediaInformation(BoxWriter out, TrackFormat format) {
        if (format instanceof VideoFormat) {
            out.begin(VMHD, 0, 1).zeros(8).end();
        } else {
            out.begin(SMHD, 0, 0).zeros(4).end();
        }
        out.begin(DINF).begin(DREF, 0, 0).u32(1).begin(URL, 0, 1).end().end().end();
    }
}

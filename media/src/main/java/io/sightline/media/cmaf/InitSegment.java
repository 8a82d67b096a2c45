package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import java.util.List;
import java.util.Optional;

/**
 * The header that decoders need before chunks of one session ({@code ftyp} + {@code moov}, ISO/IEC
 * 14496-12 §8.2). A stream gets a new one when a track's format changes or its source comes back.
 *
 * @param version grows by one with each new header of a stream; part of its media URL
 * @param tracks formats in track order; the MP4 track id is the index + 1
 * @param recorded header over all tracks, for files
 * @param playable header over the tracks that browsers play; the same as {@code recorded} when that
 *     is all of them, empty when it is none
 * @param codecs comma-separated RFC 6381 codecs of the playable tracks
 */
public record InitSegment(
        int version,
        List<TrackFormat> tracks,
        ByteSequence recorded,
        ByteSequence playable,
        String codecs) {

    public InitSegment {
        tracks = List.copyOf(tracks);
    }

    /**
     * The format that keeps browsers from playing the stream: that of its picture, for who asked
     * for a picture is not given a sound in its place.
     */
    public Optional<TrackFormat> unplayable() {
        List<TrackFormat> pictures = tracks.stream().filter(VideoFormat.class::isInstance).toList();
        List<TrackFormat> deciding = pictures.isEmpty() ? tracks : pictures;
        return deciding.stream().anyMatch(TrackFormat::playableInBrowsers)
                ? Optional.empty()
                : deciding.stream().findFirst();
    }
}

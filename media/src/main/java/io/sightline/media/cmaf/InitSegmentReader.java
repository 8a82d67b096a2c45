package io.sightline.media.cmaf;

import static io.sightline.media.cmaf.BoxTypes.*;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import io.sightline.media.bits.Parsed.Malformed;
import io.sightline.media.bits.Parsed.Unsupported;
import io.sightline.media.bits.Parsed.Valid;
import io.sightline.media.codec.AudioSpecificConfig;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.codec.TrackFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the formats of a file's tracks back from its init {@code moov}. */
public final class InitSegmentReader {

    private static final int MAX_TRACKS = 64;

    private InitSegmentReader() {}

    /**
     * Reads {@code moov} boxes that {@link Chunker#init} made, alone or with other boxes before or
     * behind.
     *
     * @param boxes whole boxes; the position does not move
     * @param version that the result gets: files do not keep it
     */
    public static Parsed<InitSegment> read(ByteBuffer boxes, int version) {
        return formats(boxes).map(formats -> InitSegmentFactory.create(version, formats));
    }

    /** The tracks' formats, in the order of their track ids. */
    public static Parsed<List<TrackFormat>> formats(ByteBuffer boxes) {
        BoxReader root = new BoxReader(boxes);
        BoxReader moov = root.require(MOOV);
        List<TrackFormat> formats = new ArrayList<>();
        while (moov.next()) {
            if (moov.type() != TRAK || formats.size() == MAX_TRACKS) {
                continue;
            }
            Optional<TrackFormat> format = format(moov.content());
            if (root.failed()) {
                break;
            }
            if (format.isEmpty()) {
                return new Unsupported<>("track %d".formatted(formats.size() + 1));
            }
            formats.add(format.get());
        }
        if (root.failed()) {
            return new Malformed<>(root.failure(), root.failureBits());
        }
        return formats.isEmpty() ? new Unsupported<>("no tracks") : new Valid<>(formats);
    }

    private static Optional<TrackFormat> format(BoxReader trak) {
        BoxReader mdia = trak.require(MDIA);
        int timescaleHz = timescaleHz(mdia.require(MDHD));
        BoxReader entries = mdia.require(MINF).require(STBL).require(STSD);
        entries.skip(8); // version, flags, entry_count
        if (!entries.next()) {
            return Optional.empty();
        }
        return entry(entries.type(), entries.content(), timescaleHz);
    }

    private static int timescaleHz(BoxReader mdhd) {
        boolean large = mdhd.i32() >>> 24 == 1;
        mdhd.skip(large ? 16 : 8);
        return mdhd.i32();
    }

    /** Undoes {@link SampleEntries#write}. */
    private static Optional<TrackFormat> entry(int type, BoxReader entry, int timescaleHz) {
        if (type == AVC1) {
            visual(entry);
            return AvcConfiguration.read(entry.require(AVCC)).map(TrackFormat.class::cast);
        }
        if (type == HVC1) {
            visual(entry);
            return HevcConfiguration.read(entry.require(HVCC)).map(TrackFormat.class::cast);
        }
        if (type == JPEG) {
            Size size = visual(entry);
            return Optional.of(new MjpegFormat(size.widthPixels(), size.heightPixels()));
        }
        if (type == MP4A) {
            audioChannels(entry);
            return audioSpecificConfig(entry.require(ESDS))
                    .flatMap(config -> AudioSpecificConfig.parse(config).toOptional());
        }
        if (type == OPUS) {
            int channels = audioChannels(entry);
            BoxReader specific = entry.require(DOPS);
            specific.skip(2); // version, channels
            return Optional.of(new OpusFormat(channels, specific.u16()));
        }
        for (G711Format.Law law : G711Format.Law.values()) {
            if (type == of(law.sampleEntry())) {
                return Optional.of(new G711Format(law, timescaleHz, audioChannels(entry)));
            }
        }
        return Optional.empty();
    }

    private record Size(int widthPixels, int heightPixels) {}

    private static Size visual(BoxReader entry) {
        entry.skip(8 + 16);
        Size size = new Size(entry.u16(), entry.u16());
        entry.skip(50);
        return size;
    }

    private static int audioChannels(BoxReader entry) {
        entry.skip(8 + 8);
        int channels = entry.u16();
        entry.skip(10);
        return channels;
    }

    /** DecoderSpecificInfo inside DecoderConfigDescriptor inside ES_Descriptor. */
    private static Optional<ByteSequence> audioSpecificConfig(BoxReader esds) {
        esds.skip(4);
        if (esds.u8() != 0x03) {
            return Optional.empty();
        }
        esds.skip(1 + 3); // length, ES_ID, flags
        if (esds.u8() != 0x04) {
            return Optional.empty();
        }
        esds.skip(1 + 13);
        if (esds.u8() != 0x05) {
            return Optional.empty();
        }
        ByteBuffer config = esds.bytes(esds.u8());
        return config.hasRemaining() ? Optional.of(ByteSequence.copyOf(config)) : Optional.empty();
    }
}

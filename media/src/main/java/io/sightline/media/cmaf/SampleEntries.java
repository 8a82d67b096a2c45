package io.sightline.media.cmaf;

import static io.sightline.media.cmaf.BoxTypes.DOPS;
import static io.sightline.media.cmaf.BoxTypes.ESDS;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;

/** Writes the sample entry of each codec into an {@code stsd} box (ISO/IEC 14496-12 §8.5.2). */
public final class SampleEntries {

    private static final int DPI_72 = 0x0048_0000;
    private static final int DEPTH_24 = 0x0018;

    private SampleEntries() {}

    public static void write(BoxWriter out, TrackFormat format) {
        switch (format) {
            case H264Format h264 -> {
                beginVideo(out, BoxTypes.AVC1, h264);
                AvcConfiguration.write(out, h264);
                out.end();
            }
            case H265Format h265 -> {
                beginVideo(out, BoxTypes.HVC1, h265);
                HevcConfiguration.write(out, h265);
                out.end();
            }
            case MjpegFormat mjpeg -> {
                beginVideo(out, BoxTypes.JPEG, mjpeg);
                out.end();
            }
            case AacFormat aac -> {
                beginAudio(out, BoxTypes.MP4A, aac);
                writeElementaryStreamDescriptor(out, aac.audioSpecificConfig());
                out.end();
            }
            case OpusFormat opus -> {
                beginAudio(out, BoxTypes.OPUS, opus);
                writeOpusSpecific(out, opus);
                out.end();
            }
            case G711Format g711 -> {
                beginAudio(out, BoxTypes.of(g711.law().sampleEntry()), g711);
                out.end();
            }
        }
    }

    /** VisualSampleEntry, ISO/IEC 14496-12 §12.1.3. */
    private static void beginVideo(BoxWriter out, int type, VideoFormat format) {
        out.begin(type).zeros(6).u16(1); // reserved, data_reference_index
        out.zeros(16).u16(format.widthPixels()).u16(format.heightPixels());
        out.u32(DPI_72).u32(DPI_72).u32(0).u16(1); // frame_count
        out.zeros(32).u16(DEPTH_24).u16(0xFFFF); // compressorname, depth, pre_defined = -1
    }

    /**
     * AudioSampleEntry, ISO/IEC 14496-12 §12.2.3. The rate is 16.16 and 0 where it does not fit.
     */
    private static void beginAudio(BoxWriter out, int type, AudioFormat format) {
        int rateHz = format.sampleRateHz();
        out.begin(type).zeros(6).u16(1); // reserved, data_reference_index
        out.zeros(8).u16(format.channels()).u16(16).zeros(4); // samplesize, pre_defined, reserved
        out.u32(rateHz > 0xFFFF ? 0 : (long) rateHz << 16);
    }

    /** ES_Descriptor, ISO/IEC 14496-1 §7.2.6.5, as {@code esds} of ISO/IEC 14496-14 §6.7.2. */
    private static void writeElementaryStreamDescriptor(BoxWriter out, ByteSequence config) {
        int decoderSpecific = 2 + config.size();
        int decoderConfig = 2 + 13 + decoderSpecific;
        out.begin(ESDS, 0, 0);
        out.u8(0x03).u8(3 + decoderConfig + 3).u16(0).u8(0); // ES_ID 0: the track's own
        out.u8(0x04).u8(13 + decoderSpecific);
        out.u8(0x40).u8(0x15); // MPEG-4 audio; stream type 5, upStream 0, reserved 1
        out.u8(0).u16(0).u32(0).u32(0); // bufferSizeDB, maxBitrate, avgBitrate: not known
        out.u8(0x05).u8(config.size()).bytes(config);
        out.u8(0x06).u8(1).u8(0x02); // SLConfigDescriptor: reserved for MP4 files
        out.end();
    }

    /** "Encapsulation of Opus in ISO Base Media File Format" §4.3.2. */
    private static void writeOpusSpecific(BoxWriter out, OpusFormat opus) {
        out.begin(DOPS).u8(0).u8(opus.channels()).u16(opus.preSkipSamples());
        out.u32(opus.sampleRateHz()).u16(0).u8(0); // gain, channel mapping family 0
        out.end();
    }
}

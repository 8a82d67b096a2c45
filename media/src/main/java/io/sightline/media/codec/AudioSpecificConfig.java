package io.sightline.media.codec;

import io.sightline.media.bits.BitReader;
import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;

/** AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1): AAC-LC, HE-AAC and HE-AAC v2. */
public final class AudioSpecificConfig {
    private static final int[] SAMPLING_FREQUENCIES_HZ = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350
    };
    private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};

    private static final int AAC_LC = 2;
    private static final int SBR = 5;
    private static final int PARAMETRIC_STEREO = 29;
    private static final int ESCAPE_OBJECT_TYPE = 31;
    private static final int ESCAPE_FREQUENCY = 15;
    private static final int MAX_FREQUENCY_HZ = 192_000;

    private AudioSpecificConfig() {}

    /**
     * The format that {@code config} describes. For HE-AAC the sample rate is the core's, whose
     * frames of 1024 samples the track counts in.
     */
    public static Parsed<AacFormat> parse(ByteSequence config) {
        BitReader in = new BitReader(config.asBuffer());
        int objectType = audioObjectType(in);
        int sampleRateHz = samplingFrequency(in);
        int channelConfiguration = (int) in.u(4);
        int coreType = objectType;
        if (objectType == SBR || objectType == PARAMETRIC_STEREO) {
            samplingFrequency(in); // extensionSamplingFrequency
            coreType = audioObjectType(in);
        }
        if (in.failed()) {
            return malformed(in, "AudioSpecificConfig cut off");
        }
        if (coreType != AAC_LC) {
            return new Parsed.Unsupported<>("MPEG-4 audio object type " + objectType);
        }
        if (sampleRateHz <= 0 || sampleRateHz > MAX_FREQUENCY_HZ) {
            return malformed(in, "sampling frequency out of range");
        }
        boolean shortFrames = in.flag(); // frameLengthFlag, §4.4.1
        if (in.flag()) {
            in.skip(14); // coreCoderDelay
        }
        in.skip(1); // extensionFlag
        if (channelConfiguration >= CHANNELS.length) {
            return new Parsed.Unsupported<>("AAC channel configuration " + channelConfiguration);
        }
        int channels =
                channelConfiguration == 0
                        ? programConfigChannels(in)
                        : CHANNELS[channelConfiguration];
        if (in.failed() || channels == 0) {
            return malformed(in, "AudioSpecificConfig cut off or without channels");
        }
        return new Parsed.Valid<>(
                new AacFormat(
                        config, objectType, sampleRateHz, channels, shortFrames ? 960 : 1024));
    }

    /** The configuration of plain AAC-LC, for senders that give only its parameters. */
    public static ByteSequence ofLowComplexity(int sampleRateHz, int channels) {
        for (int index = 0; index < SAMPLING_FREQUENCIES_HZ.length; index++) {
            if (SAMPLING_FREQUENCIES_HZ[index] == sampleRateHz) {
                int bits = AAC_LC << 11 | index << 7 | channels << 3;
                return ByteSequence.copyOf((byte) (bits >> 8), (byte) bits);
            }
        }
        long bits =
                (long) AAC_LC << 35
                        | (long) ESCAPE_FREQUENCY << 31
                        | (long) sampleRateHz << 7
                        | (long) channels << 3;
        return ByteSequence.copyOf(
                (byte) (bits >> 32),
                (byte) (bits >> 24),
                (byte) (bits >> 16),
                (byte) (bits >> 8),
                (byte) bits);
    }

    /** §1.6.2.1, GetAudioObjectType() */
    private static int audioObjectType(BitReader in) {
        int type = (int) in.u(5);
        return type == ESCAPE_OBJECT_TYPE ? 32 + (int) in.u(6) : type;
    }

    /** 0 for a reserved index. */
    private static int samplingFrequency(BitReader in) {
        int index = (int) in.u(4);
        if (index == ESCAPE_FREQUENCY) {
            return (int) in.u(24);
        }
        return index < SAMPLING_FREQUENCIES_HZ.length ? SAMPLING_FREQUENCIES_HZ[index] : 0;
    }

    /** §4.4.1.1, program_config_element(): channels are counted, their places are not kept. */
    private static int programConfigChannels(BitReader in) {
        in.skip(4 + 2 + 4); // element_instance_tag, object_type, sampling_frequency_index
        int front = (int) in.u(4);
        int side = (int) in.u(4);
        int back = (int) in.u(4);
        int lowFrequency = (int) in.u(2);
        in.skip(3 + 4); // assoc_data, valid_cc
        for (int bits : new int[] {4, 4, 3}) { // mono, stereo, matrix mixdown
            if (in.flag()) {
                in.skip(bits);
            }
        }
        int channels = lowFrequency;
        for (int i = 0; i < front + side + back; i++) {
            channels += in.flag() ? 2 : 1; // is_cpe
            in.skip(4);
        }
        return channels;
    }

    private static Parsed<AacFormat> malformed(BitReader in, String reason) {
        return new Parsed.Malformed<>(reason, in.position());
    }
}

package io.sightline.server.picture;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.VideoFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Key frames as a decoder reads them from a pipe: the byte stream format (ITU-T H.264 and H.265,
 * annex B), each with its parameter sets in front; JPEG images one behind the other.
 */
final class ElementaryStream {

    private static final byte[] START_CODE = {0, 0, 0, 1};

    private ElementaryStream() {}

    /** What ffmpeg calls the format. */
    static String demuxer(VideoFormat format) {
        return switch (format) {
            case H264Format _ -> "h264";
            case H265Format _ -> "hevc";
            case MjpegFormat _ -> "mjpeg";
        };
    }

    /**
     * @throws PictureException when a frame's units don't fit into it
     */
    static byte[] of(List<KeyFrame> frames) throws PictureException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (KeyFrame frame : frames) {
            ByteBuffer data = frame.data().duplicate();
            switch (frame.format()) {
                case H264Format h264 -> {
                    parameterSets(h264.sequenceParameterSets(), out);
                    parameterSets(h264.pictureParameterSets(), out);
                    nalUnits(data, out);
                }
                case H265Format h265 -> {
                    parameterSets(h265.videoParameterSets(), out);
                    parameterSets(h265.sequenceParameterSets(), out);
                    parameterSets(h265.pictureParameterSets(), out);
                    nalUnits(data, out);
                }
                case MjpegFormat _ -> write(data, out);
            }
        }
        return out.toByteArray();
    }

    private static void parameterSets(List<ByteSequence> sets, ByteArrayOutputStream out) {
        for (ByteSequence set : sets) {
            out.writeBytes(START_CODE);
            out.writeBytes(set.toArray());
        }
    }

    private static void nalUnits(ByteBuffer data, ByteArrayOutputStream out)
            throws PictureException {
        while (data.remaining() >= Integer.BYTES) {
            int length = data.getInt();
            if (length < 0 || length > data.remaining()) {
                throw PictureException.undecodable();
            }
            out.writeBytes(START_CODE);
            write(data.slice(data.position(), length), out);
            data.position(data.position() + length);
        }
    }

    private static void write(ByteBuffer data, ByteArrayOutputStream out) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        out.writeBytes(bytes);
    }
}

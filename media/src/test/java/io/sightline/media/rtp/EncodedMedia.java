package io.sightline.media.rtp;

import io.sightline.media.bits.ByteSequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Elementary streams made by ffmpeg and GStreamer, taken apart. */
final class EncodedMedia {

    private EncodedMedia() {}

    /** What ffmpeg writes to its standard output, from two seconds of test picture. */
    static byte[] video(String... options) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=2"));
        command.addAll(List.of(options));
        return ffmpeg(command);
    }

    /** Two seconds of a sine wave. */
    static byte[] audio(String... options) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2"));
        command.addAll(List.of(options));
        return ffmpeg(command);
    }

    /** A JPEG image as libjpeg makes it of 4:2:2, by GStreamer ({@code gstreamer1.0-tools}). */
    static byte[] horizontallySubsampledJpeg() {
        String pipeline =
                "videotestsrc num-buffers=1 ! video/x-raw,format=Y42B,width=640,height=360"
                        + " ! jpegenc ! fdsink";
        List<String> command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        command.addAll(List.of(pipeline.split(" ")));
        return output(command);
    }

    private static byte[] ffmpeg(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
        command.addAll(arguments);
        command.add("-");
        return output(command);
    }

    private static byte[] output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new AssertionError(
                        command + ": " + new String(output, StandardCharsets.UTF_8));
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError(
                    "this test needs the Debian packages ffmpeg and gstreamer1.0-tools", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** NAL units between the start codes of a byte stream. */
    static List<ByteSequence> nalUnits(byte[] stream) {
        List<ByteSequence> units = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(stream);
        int from = StartCodes.next(in, 0, stream.length) + StartCodes.LENGTH;
        while (from < stream.length) {
            int next = StartCodes.next(in, from, stream.length);
            int end = StartCodes.withoutTrailingZeros(in, from, next);
            units.add(ByteSequence.copyOf(Arrays.copyOfRange(stream, from, end)));
            from = next + StartCodes.LENGTH;
        }
        return units;
    }

    /** Access units of a byte stream with delimiters of the type given. */
    static List<List<ByteSequence>> accessUnits(byte[] stream, NalSyntax syntax) {
        List<List<ByteSequence>> units = new ArrayList<>();
        for (ByteSequence nal : nalUnits(stream)) {
            if (syntax.kind(syntax.type(nal.get(0))) == NalSyntax.Kind.DELIMITER) {
                units.add(new ArrayList<>());
            }
            units.getLast().add(nal);
        }
        return units;
    }

    /** What of an access unit belongs into a sample. */
    static List<ByteSequence> sample(List<ByteSequence> unit, NalSyntax syntax) {
        return unit.stream()
                .filter(
                        nal ->
                                switch (syntax.kind(syntax.type(nal.get(0)))) {
                                    case SLICE, SEI -> true;
                                    case PARAMETER_SET, DELIMITER, DROPPED -> false;
                                })
                .toList();
    }

    /** JPEG images behind each other. */
    static List<byte[]> jpegs(byte[] stream) {
        List<byte[]> images = new ArrayList<>();
        int from = 0;
        for (int i = 2; i + 1 < stream.length; i++) {
            if ((stream[i] & 0xFF) == 0xFF && (stream[i + 1] & 0xFF) == 0xD9) {
                images.add(Arrays.copyOfRange(stream, from, i + 2));
                from = i + 2;
            }
        }
        return images;
    }
}

package io.sightline.media.rtp;

import static io.sightline.media.rtp.RtpBench.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.JpegHeader;
import io.sightline.media.codec.MjpegFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** RFC 2435: an image's scan goes through RTP, a whole image comes out. */
final class MjpegDepacketiserTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final RtpSender sender = new RtpSender(26, 1, 1_400);
    private final RtpBench bench = new RtpBench(payload("JPEG", 90_000));

    /** The parts of a JPEG image that RTP carries. */
    private record Image(
            ByteSequence quantisers,
            int restartInterval,
            boolean horizontalOnly,
            ByteSequence scan) {

        static Image of(byte[] jpeg) {
            ByteBuffer in = ByteBuffer.wrap(jpeg).position(2);
            ByteBuffer tables = ByteBuffer.allocate(512);
            int restart = 0;
            boolean horizontalOnly = false;
            while (true) {
                int code = in.getShort() & 0xFFFF;
                int end = in.position() + (in.getShort(in.position()) & 0xFFFF);
                switch (code) {
                    case 0xFFDB -> {
                        for (int at = in.position() + 2; at < end; at += 65) {
                            tables.put(jpeg, at + 1, 64);
                        }
                    }
                    case 0xFFDD -> restart = in.getShort(in.position() + 2);
                    case 0xFFC0 -> horizontalOnly = in.get(in.position() + 9) == 0x21;
                    default -> {}
                }
                in.position(end);
                if (code == 0xFFDA) {
                    ByteSequence scan =
                            ByteSequence.copyOf(Arrays.copyOfRange(jpeg, end, jpeg.length));
                    ByteSequence quantisers = ByteSequence.copyOf(tables.flip());
                    return new Image(quantisers, restart, horizontalOnly, scan);
                }
            }
        }
    }

    /**
     * @param quality 255 sends the tables, below 100 leaves them to the receiver
     */
    private void send(Image image, long timestamp, int quality, boolean endOfImage) {
        int length = endOfImage ? image.scan().size() : image.scan().size() - 2;
        int type = (image.horizontalOnly() ? 0 : 1) + (image.restartInterval() > 0 ? 64 : 0);
        for (int at = 0; at < length; ) {
            ByteBuffer payload = ByteBuffer.allocate(1_400);
            payload.putInt(at).put((byte) type).put((byte) quality);
            payload.put((byte) (WIDTH / 8)).put((byte) (HEIGHT / 8));
            if (image.restartInterval() > 0) {
                payload.putShort((short) image.restartInterval()).putShort((short) 0xFFFF);
            }
            if (at == 0 && quality >= 128) {
                payload.putShort((short) 0).putShort((short) image.quantisers().size());
                payload.put(image.quantisers().asBuffer());
            }
            int part = Math.min(payload.remaining(), length - at);
            payload.put(image.scan().asBuffer().slice(at, part));
            at += part;
            byte[] bytes = Arrays.copyOf(payload.array(), payload.position());
            bench.feed(sender.packet(timestamp, at == length, bytes));
        }
    }

    private static List<byte[]> encoded(String... options) {
        String[] all = Arrays.copyOf(options, options.length + 6);
        String[] fixed = {"-huffman", "default", "-q:v", "4", "-f", "mjpeg"};
        System.arraycopy(fixed, 0, all, options.length, 6);
        return EncodedMedia.jpegs(EncodedMedia.video(all));
    }

    private byte[] image(int index) {
        return bench.input.published.get(index).bytes().toArray();
    }

    private static void assertSamePicture(byte[] actual, byte[] expected) throws IOException {
        BufferedImage left = ImageIO.read(new ByteArrayInputStream(actual));
        BufferedImage right = ImageIO.read(new ByteArrayInputStream(expected));
        assertThat(left.getWidth()).isEqualTo(right.getWidth());
        assertThat(left.getHeight()).isEqualTo(right.getHeight());
        int[] pixels = left.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
        assertThat(Arrays.equals(pixels, right.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH)))
                .isTrue();
    }

    @Test
    void rebuildsRealImagesWithInBandTables() throws IOException {
        List<byte[]> jpegs = encoded("-pix_fmt", "yuvj420p");
        for (int i = 0; i < 5; i++) {
            send(Image.of(jpegs.get(i)), 3600L * i, 255, true);
            bench.advance(0.04);
        }

        assertThat(bench.input.published).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertSamePicture(image(i), jpegs.get(i));
        }
        assertThat(bench.input.sessions.getFirst()).containsExactly(new MjpegFormat(WIDTH, HEIGHT));
        assertThat(JpegHeader.parse(ByteBuffer.wrap(image(0))).toOptional())
                .contains(new MjpegFormat(WIDTH, HEIGHT));
        assertThat(bench.input.published).allMatch(RecordingInput.Published::keyFrame);
    }

    @Test
    void rebuildsHorizontallySubsampledImages() throws IOException {
        byte[] jpeg = EncodedMedia.horizontallySubsampledJpeg();
        Image image = Image.of(jpeg);
        assertThat(image.horizontalOnly()).isTrue();
        send(image, 0, 255, true);

        assertSamePicture(image(0), jpeg);
    }

    @Test
    void rebuildsImagesWithRestartMarkers() throws IOException {
        // ffmpeg's slices come with restart markers in between
        byte[] jpeg = encoded("-pix_fmt", "yuvj420p", "-threads", "1").getFirst();
        Image plain = Image.of(jpeg);
        Image image = new Image(plain.quantisers(), 920, false, plain.scan()); // all 40 × 23 MCUs
        send(image, 0, 255, true);

        assertSamePicture(image(0), jpeg);
        assertThat(HexFormat.of().formatHex(image(0))).contains("ffdd00040398");
    }

    // RFC 2435 §4.2 and appendix A
    @Test
    void computesTablesFromTheQualityFactor() {
        byte[] tables = JpegTables.quantisers(50);
        assertThat(tables[0]).isEqualTo((byte) 16);
        assertThat(tables[64]).isEqualTo((byte) 17);
        assertThat(JpegTables.quantisers(75)[0]).isEqualTo((byte) 8);
        assertThat(JpegTables.quantisers(25)[0]).isEqualTo((byte) 32);
        assertThat(JpegTables.quantisers(1)[0]).isEqualTo((byte) 255);
        assertThat(JpegTables.quantisers(99)[5]).isEqualTo((byte) 1);
    }

    @Test
    void addsTheEndOfImageThatSendersLeaveOut() throws IOException {
        byte[] jpeg = encoded("-pix_fmt", "yuvj420p").getFirst();
        send(Image.of(jpeg), 0, 255, false);

        assertSamePicture(image(0), jpeg);
        assertThat(image(0)).endsWith(0xFF, 0xD9);
    }

    @Test
    void completesImageWhenTheNextBeginsWithoutMarker() {
        send("00000000 01 32 50 2d 1122", 0, false);
        send("00000000 01 32 50 2d 3344", 3600, false);

        assertThat(bench.input.published).hasSize(1);
        assertThat(image(0)).endsWith(0x11, 0x22, 0xFF, 0xD9);
    }

    private void send(String payload, long timestamp, boolean marker) {
        byte[] bytes = HexFormat.of().parseHex(payload.replace(" ", ""));
        bench.feed(sender.packet(timestamp, marker, bytes));
    }

    @Test
    void keepsTablesOfAQualityThatAreSentOnlyOnce() {
        String tables = "0000" + "0040" + "01".repeat(64);
        send("00000000 01 80 50 2d" + tables + "1122", 0, true);
        send("00000000 01 80 50 2d" + "0000 0000" + "3344", 3600, true);

        assertThat(bench.input.published).hasSize(2);
        assertThat(HexFormat.of().formatHex(image(1))).contains("ffdb004300" + "01".repeat(64));
    }

    @Test
    void dropsImageWhenAPacketIsLost() {
        send("00000000 01 32 50 2d 1122", 0, false);
        sender.sequence++;
        send("00000004 01 32 50 2d 3344", 0, true);
        send("00000000 01 32 50 2d 1122", 3600, true);

        assertThat(bench.input.published).hasSize(1);
        assertThat(bench.input.published.getFirst().ptsTicks()).isEqualTo(3600);
        assertThat(bench.input.discarded).isEqualTo(1);
    }

    @Test
    void changesFormatWithTheSize() {
        send("00000000 01 32 50 2d 1122", 0, true);
        send("00000000 01 32 a0 5a 1122", 3600, true);

        assertThat(bench.input.formatChanges).containsExactly(new MjpegFormat(1280, 720));
    }

    @Test
    void takesLargeImagesByTheirAnnouncedSize() {
        RtpBench large = new RtpBench(payload("JPEG", 90_000, "x-dimensions=2592,1944"));
        large.feed(sender.packet(0, true, HexFormat.of().parseHex("0000000001320000" + "1122")));

        assertThat(large.input.sessions.getFirst()).containsExactly(new MjpegFormat(2592, 1944));
    }

    @Test
    void rejectsWhatTheRfcReserves() {
        send("00000000 01 00 50 2d 1122", 0, true); // quality 0
        send("00000000 01 64 50 2d 1122", 0, true); // quality 100
        send("00000000 05 32 50 2d 1122", 0, true); // type 5
        send("00000000 c1 32 50 2d 1122", 0, true); // type 193
        send("00000000 01 32 00 00 1122", 0, true); // no size
        send("00000000 01 ff 50 2d 0000 0000", 0, true); // quality 255 without tables

        assertThat(bench.session.rejectedPackets(0)).isEqualTo(6);
        assertThat(bench.input.published).isEmpty();
    }

    @Test
    void survivesPayloadsCutAtEveryLength() {
        byte[] whole =
                HexFormat.of().parseHex("0000000041ff502d0010ffff00000080" + "01".repeat(130));
        for (int length = 0; length <= whole.length; length++) {
            bench.feed(sender.packet(3600L * length, true, Arrays.copyOf(whole, length)));
        }
        send("00000000 01 32 50 2d 1122", 3_600_000, true);

        assertThat(image(bench.input.published.size() - 1)).endsWith(0x11, 0x22, 0xFF, 0xD9);
    }
}

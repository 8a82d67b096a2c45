package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ffmpeg.Ffmpeg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameDecoderTest {

    private static final PictureProperties USUAL =
            new PictureProperties(
                    2, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1));

    @TempDir Path directory;

    @Test
    void theBundledDecoderTakesTheSameArguments() throws Exception {
        FrameDecoder decoder = new FrameDecoder(Ffmpeg::bundled, USUAL);
        byte[] jpeg = decoder.jpeg(Stills.h264("testsrc2=s=640x360"), 320);
        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(320);
    }

    @Test
    void whatIsNoVideoIsUndecodable() throws Exception {
        FrameDecoder decoder = new FrameDecoder(Ffmpeg::found, USUAL);
        KeyFrame good = Stills.h264("testsrc2=s=640x360");
        byte[] noise = new byte[good.data().remaining()];
        new java.util.Random(1).nextBytes(noise);
        java.nio.ByteBuffer whole = java.nio.ByteBuffer.wrap(noise).putInt(0, noise.length - 4);
        KeyFrame broken = new KeyFrame(good.format(), whole, good.takenAt());
        KeyFrame lying =
                new KeyFrame(good.format(), whole.duplicate().putInt(0, 1 << 30), good.takenAt());
        for (KeyFrame frame : List.of(broken, lying)) {
            assertThatThrownBy(() -> decoder.jpeg(frame, Pictures.WHOLE))
                    .isInstanceOfSatisfying(
                            PictureException.class,
                            e -> assertThat(e.problem().slug()).isEqualTo("undecodable-picture"));
        }
    }

    @Test
    void aDecoderThatHangsIsKilledAndKeepsOthersWaitingForAWhileOnly() throws Exception {
        Path hanging = directory.resolve("ffmpeg");
        Files.writeString(hanging, "#!/bin/sh\nexec sleep 600\n");
        assertThat(hanging.toFile().setExecutable(true)).isTrue();
        Ffmpeg hangs = new Ffmpeg(hanging, Map.of(), List.of());
        FrameDecoder decoder =
                new FrameDecoder(
                        () -> hangs,
                        new PictureProperties(
                                1,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(1)));
        KeyFrame frame = Stills.h264("testsrc2=s=640x360");

        CompletableFuture<String> first = reason(decoder, frame);
        while (decoder.free() > 0) {
            Thread.onSpinWait();
        }
        assertThat(reason(decoder, frame).join()).isEqualTo("pictures-busy");
        assertThat(first.join()).isEqualTo("undecodable-picture");
        assertThat(decoder.free()).isEqualTo(1);
    }

    private static CompletableFuture<String> reason(FrameDecoder decoder, KeyFrame frame) {
        CompletableFuture<String> reason = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                decoder.jpeg(frame, Pictures.WHOLE);
                                reason.complete("decoded");
                            } catch (PictureException e) {
                                reason.complete(e.problem().slug());
                            } catch (InterruptedException e) {
                                reason.cancel(true);
                            }
                        });
        return reason;
    }

    @Test
    void withoutADecoderItSaysSo() throws Exception {
        Ffmpeg none = new Ffmpeg(directory.resolve("none"), Map.of(), List.of());
        FrameDecoder decoder = new FrameDecoder(() -> none, USUAL);
        KeyFrame frame = Stills.h264("testsrc2=s=640x360");
        assertThatThrownBy(() -> decoder.jpeg(frame, Pictures.WHOLE))
                .isInstanceOfSatisfying(
                        PictureException.class,
                        e -> assertThat(e.problem().slug()).isEqualTo("no-decoder"));
    }
}

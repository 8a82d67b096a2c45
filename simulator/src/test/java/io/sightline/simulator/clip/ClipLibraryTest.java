package io.sightline.simulator.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class ClipLibraryTest {

    @Test
    void clipsAreAsLongAndAsFastAsTheirSpecSays() {
        ClipSpec spec = ClipSpec.SMALL.withAudio(AudioCodec.AAC);
        Clip clip = ClipLibrary.clip(spec);
        assertThat(clip.video()).hasSize(200);
        assertThat(clip.audio()).hasSize(375);
        double rate = clip.videoBytes() * 8.0 / spec.seconds();
        assertThat(rate).isBetween(spec.bitsPerSecond() * 0.85, spec.bitsPerSecond() * 1.15);
        assertThat(clip.video().getFirst().keyFrame()).isTrue();
    }

    @Test
    void framesComeInDecodingOrderWithPresentationTimesApart() {
        Clip clip = ClipLibrary.clip(ClipSpec.SMALL.withVideo(VideoCodec.H264_B_FRAMES));
        long last = -1;
        boolean reordered = false;
        for (EncodedUnit unit : clip.video()) {
            assertThat(unit.dtsTicks()).isGreaterThan(last);
            assertThat(unit.ptsTicks()).isGreaterThanOrEqualTo(unit.dtsTicks());
            last = unit.dtsTicks();
            reordered |= unit.ptsTicks() != unit.dtsTicks() + clip.video().getFirst().ptsTicks();
        }
        assertThat(reordered).isTrue();
    }

    @Test
    void theBarCodeOfAPictureIsItsNumber() {
        TestPicture picture = new TestPicture(ClipSpec.SMALL);
        for (int number : new int[] {0, 1, 137, 199}) {
            assertThat(BarCode.read(image(picture.draw(number), 640, 360))).hasValue(number);
        }
    }

    @Test
    void aMixtureOfTwoPicturesHasNoNumber() {
        TestPicture picture = new TestPicture(ClipSpec.SMALL);
        byte[] mixture = picture.draw(7).clone();
        byte[] other = picture.draw(8);
        System.arraycopy(other, 0, mixture, 0, 640 * 3 * 13);
        assertThat(BarCode.read(image(mixture, 640, 360))).isEmpty();
    }

    private static BufferedImage image(byte[] bgr, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, width, height, swapped(bgr));
        return image;
    }

    /** The raster wants red first. */
    private static byte[] swapped(byte[] bgr) {
        byte[] rgb = bgr.clone();
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 2] = bgr[i];
        }
        return rgb;
    }
}

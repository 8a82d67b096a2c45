package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on pictures of ffmpeg's own sources, encoded and decoded as those of cameras are. */
class PictureJudgeTest {

    private static final String SIZE = "s=640x360:r=25";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    black     | color=black:s=640x360
                    black     | color=black:s=640x360,noise=alls=20:allf=t
                    no-signal | color=gray:s=640x360
                    no-signal | color=0x0000c0:s=640x360
                    no-signal | smptebars=s=640x360:r=25
                    no-signal | smptehdbars=s=640x360:r=25
                    no-signal | pal75bars=s=640x360:r=25
                    no-signal | pal100bars=s=640x360:r=25
                    no-signal | nullsrc=s=640x360,geq=random(1)*255:128:128
                    covered   | color=gray:s=640x360,noise=alls=10:allf=t
                    covered   | color=gray:s=640x360,noise=alls=10:allf=t,vignette
                    covered   | color=0x604030:s=640x360,noise=alls=20:allf=t,vignette=a=PI/3
                    covered   | color=white:s=640x360
                    blurred   | mandelbrot=s=640x360:r=25,boxblur=3
                    blurred   | mandelbrot=s=640x360:r=25,boxblur=10
                    blurred   | testsrc2=s=640x360:r=25,boxblur=10
                    frozen    | rgbtestsrc=s=640x360:r=25
                    frozen    | mandelbrot=s=640x360:r=25,loop=-1:1:0
                    frozen    | testsrc2=s=640x360:r=25,loop=-1:1:0
                    fine      | testsrc2=s=640x360:r=25,loop=-1:1:0,noise=alls=6:allf=t
                    fine      | testsrc=s=640x360:r=25
                    fine      | testsrc2=s=640x360:r=25
                    fine      | mandelbrot=s=640x360:r=25
                    fine      | mandelbrot=s=640x360:r=25,noise=alls=20:allf=t
                    fine      | mandelbrot=s=640x360:r=25,eq=brightness=-0.3:contrast=0.3
                    """)
    void tellsWhatAPictureIsLike(String verdict, String source) throws IOException {
        List<SmallFrame> frames = Stills.frames(source);

        Judgement judgement = PictureJudge.judge(frames, List.of());

        assertThat(frames).hasSizeGreaterThanOrEqualTo(4);
        assertThat(judgement.verdict().word()).as(judgement.toString()).isEqualTo(verdict);
    }

    /** Where an encoder that is short of bits never finishes its details, in still pictures too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    frozen | 320 | mandelbrot=s=640x360:r=25,loop=-1:1:0
                    frozen | 320 | mandelbrot=s=640x360:r=25,loop=-1:1:0,eq=brightness=-0.3:contrast=0.4
                    frozen | 320 | testsrc2=s=640x360:r=25,loop=-1:1:0
                    frozen | 200 | testsrc2=s=640x360:r=25,loop=-1:1:0
                    frozen | 320 | rgbtestsrc=s=640x360:r=25
                    fine   | 320 | mandelbrot=s=640x360:r=25,loop=-1:1:0,noise=alls=2:allf=t
                    fine   | 320 | mandelbrot=s=640x360:r=25,loop=-1:1:0,noise=alls=3:allf=t
                    fine   | 320 | mandelbrot=s=640x360:r=25,loop=-1:1:0,noise=alls=8:allf=t
                    fine   | 200 | mandelbrot=s=640x360:r=25,loop=-1:1:0,noise=alls=4:allf=t
                    fine   | 320 | mandelbrot=s=640x360:r=25,loop=-1:1:0,eq=brightness=-0.3:contrast=0.4,noise=alls=4:allf=t
                    fine   | 200 | mandelbrot=s=640x360:r=25,loop=-1:1:0,eq=brightness=-0.3:contrast=0.4,noise=alls=4:allf=t
                    fine   | 320 | testsrc2=s=640x360:r=25,loop=-1:1:0,noise=alls=2:allf=t
                    fine   | 200 | testsrc2=s=640x360:r=25,loop=-1:1:0,noise=alls=2:allf=t
                    fine   | 320 | testsrc2=s=640x360:r=25,loop=-1:1:0,noise=alls=4:allf=t
                    fine   | 200 | testsrc2=s=640x360:r=25,loop=-1:1:0,noise=alls=4:allf=t
                    fine   | 100 | testsrc2=s=640x360:r=25,loop=-1:1:0,noise=alls=4:allf=t
                    fine   | 320 | testsrc=s=640x360:r=25
                    fine   | 200 | testsrc2=s=640x360:r=25
                    """)
    void tellsStandingStillFromNoiseAtLowBitRates(
            String verdict, int kilobitsPerSecond, String source) throws IOException {
        List<SmallFrame> frames = Stills.frames(source, kilobitsPerSecond);

        Judgement judgement = PictureJudge.judge(frames, List.of());

        assertThat(judgement.verdict().word()).as(judgement.toString()).isEqualTo(verdict);
    }

    @Test
    void aClockInThePictureTellsThatItIsNotFrozen() throws IOException {
        List<SmallFrame> frames = Stills.frames("rgbtestsrc=" + SIZE);
        assertThat(PictureJudge.judge(frames, List.of()).verdict()).isEqualTo(Verdict.FROZEN);
        SmallFrame newest = frames.getLast();
        byte[] luma = newest.luma().clone();
        for (int y = 4; y < 12; y++) {
            for (int x = 20; x < 26; x++) {
                luma[y * newest.widthPixels() + x] = (byte) 235;
            }
        }
        SmallFrame withOtherDigit =
                new SmallFrame(
                        newest.widthPixels(),
                        newest.heightPixels(),
                        luma,
                        newest.cb(),
                        newest.cr());
        Judgement judgement =
                PictureJudge.judge(List.of(frames.getFirst(), withOtherDigit), List.of());
        assertThat(judgement.verdict()).isEqualTo(Verdict.FINE);
    }

    @Test
    void onePictureAloneIsNotFrozen() throws IOException {
        List<SmallFrame> frames = Stills.frames("rgbtestsrc=" + SIZE);
        assertThat(PictureJudge.judge(frames.subList(0, 1), List.of()).verdict())
                .isEqualTo(Verdict.FINE);
    }

    /** What would pass by itself is told by what the camera was like before. */
    @Test
    void aCameraThatWasSharperIsOutOfFocus() throws IOException {
        List<SmallFrame> soft = Stills.frames("sierpinski=" + SIZE + ",boxblur=2");
        PictureMeasures sharp = PictureMeasures.of(Stills.frames("sierpinski=" + SIZE).getLast());
        PictureMeasures alike = PictureMeasures.of(soft.getLast());

        assertThat(PictureJudge.judge(soft, List.of()).verdict()).isEqualTo(Verdict.FINE);
        assertThat(PictureJudge.judge(soft, Collections.nCopies(5, alike)).verdict())
                .isEqualTo(Verdict.FINE);
        assertThat(PictureJudge.judge(soft, Collections.nCopies(2, sharp)).verdict())
                .as("too little is known of it")
                .isEqualTo(Verdict.FINE);
        assertThat(PictureJudge.judge(soft, Collections.nCopies(5, sharp)).verdict())
                .isEqualTo(Verdict.BLURRED);
    }

    @Test
    void duskIsNotBlur() throws IOException {
        PictureMeasures noon = PictureMeasures.of(Stills.frames("testsrc2=" + SIZE).getLast());
        List<SmallFrame> dusk =
                Stills.frames("testsrc2=" + SIZE + ",eq=brightness=-0.25:contrast=0.3");
        assertThat(PictureJudge.judge(dusk, Collections.nCopies(5, noon)).verdict())
                .isEqualTo(Verdict.FINE);
    }
}

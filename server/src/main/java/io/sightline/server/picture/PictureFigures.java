package io.sightline.server.picture;

/** What pictures cost, in figures. */
public final class PictureFigures {

    private final Pictures pictures;
    private final FrameDecoder decoder;

    PictureFigures(Pictures pictures, FrameDecoder decoder) {
        this.pictures = pictures;
        this.decoder = decoder;
    }

    /** Pictures asked for since the start, those that need not be decoded among them. */
    public long asked() {
        return pictures.asked();
    }

    /** Decoder processes that did their work since the start. */
    public long decoded() {
        return decoder.decoded();
    }

    /** Decoder processes that failed or were killed. */
    public long failed() {
        return decoder.failed();
    }

    /** Pictures that found no turn in time. */
    public long refused() {
        return decoder.refused();
    }

    /** Time that decoder processes ran, all of them together. */
    public double decodingSeconds() {
        return decoder.busySeconds();
    }
}

package io.sightline.media.codec;

/** Motion JPEG: every sample is a whole JPEG image ({@code jpeg} sample entry, QuickTime). */
public record MjpegFormat(int widthPixels, int heightPixels) implements VideoFormat {

    @Override
    public int reorderDepth() {
        return 0;
    }

    @Override
    public String codecString() {
        return "jpeg";
    }

    @Override
    public String displayName() {
        return "MJPEG";
    }

    @Override
    public boolean playableInBrowsers() {
        return false;
    }
}

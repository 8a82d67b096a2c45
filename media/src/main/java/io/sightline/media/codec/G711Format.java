package io.sightline.media.codec;

/** G.711 companded speech (RFC 3551 §4.5.14): one byte a sample. */
public record G711Format(Law law, int sampleRateHz, int channels) implements AudioFormat {

    /** The companding law, which is also the name of the MP4 sample entry. */
    public enum Law {
        /** µ-law, PCMU. */
        MU("ulaw"),
        /** A-law, PCMA. */
        A("alaw");

        private final String sampleEntry;

        Law(String sampleEntry) {
            this.sampleEntry = sampleEntry;
        }

        public String sampleEntry() {
            return sampleEntry;
        }
    }

    @Override
    public String codecString() {
        return law.sampleEntry();
    }

    @Override
    public String displayName() {
        return law == Law.MU ? "G711-mu" : "G711-A";
    }

    @Override
    public boolean playableInBrowsers() {
        return false;
    }
}

package io.sightline.media.cmaf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;
import java.util.List;

/** Whatever a damaged disk returns, parsing ends with a value and within bounds. */
class ChunkParserFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void chunk(byte[] data) {
        if (ChunkParser.parse(ByteBuffer.wrap(data))
                instanceof Parsed.Valid<ParsedChunk>(ParsedChunk chunk)) {
            for (TrackRun run : chunk.runs()) {
                if (run.dataOffset() + run.dataBytes() > data.length) {
                    throw new AssertionError("samples outside of their chunk");
                }
            }
        }
    }

    @FuzzTest(maxDuration = "20s")
    void initSegment(byte[] data) {
        if (InitSegmentReader.formats(ByteBuffer.wrap(data))
                instanceof Parsed.Valid<List<io.sightline.media.codec.TrackFormat>>(var formats)) {
            Parsed<InitSegment> again =
                    InitSegmentReader.read(Chunker.init(1, formats).recorded().asBuffer(), 1);
            if (!(again instanceof Parsed.Valid<InitSegment>(InitSegment init))
                    || !init.tracks().equals(formats)) {
                throw new AssertionError("formats do not come back: " + formats);
            }
        }
    }
}

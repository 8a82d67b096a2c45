package io.sightline.media.cmaf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Shows boxes as text, for golden dumps. */
final class BoxTree {

    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "edts");
    private static final int MOST_BYTES = 96;

    private BoxTree() {}

    /** Types of the boxes at the top. */
    static List<String> types(ByteBuffer bytes) {
        List<String> types = new ArrayList<>();
        BoxReader in = new BoxReader(bytes);
        while (in.next()) {
            types.add(BoxTypes.name(in.type()));
        }
        if (in.failed()) {
            throw new AssertionError(in.failure());
        }
        return types;
    }

    /** One line a box: indented type, size of its content, the content in hex. */
    static String dump(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        BoxReader in = new BoxReader(bytes);
        dump(in, "", text);
        if (in.failed()) {
            throw new AssertionError(in.failure());
        }
        return text.toString();
    }

    private static void dump(BoxReader in, String indent, StringBuilder text) {
        while (in.next()) {
            String type = BoxTypes.name(in.type());
            BoxReader content = in.content();
            text.append(indent).append(type).append(' ').append(content.remaining());
            if (CONTAINERS.contains(type)) {
                text.append('\n');
                dump(content, indent + "  ", text);
            } else {
                int shown = Math.min(content.remaining(), MOST_BYTES);
                byte[] hex = new byte[shown];
                content.bytes(shown).get(hex);
                text.append(' ').append(HexFormat.of().formatHex(hex));
                text.append(content.remaining() > 0 ? "…\n" : "\n");
            }
        }
    }
}

package io.sightline.server.audit;

import java.nio.charset.StandardCharsets;

/** Text that reads back from any database as it was written: the hashes depend on it. */
final class AuditText {
    private AuditText() {}

    /**
     * Without control characters, which would also forge lines of a log, without halves of
     * surrogate pairs, and cut to a length.
     */
    static String clean(String text, int maxLength) {
        String cut = text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
        boolean plain = cut.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (plain) {
            return cut;
        }
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> clean.appendCodePoint(isShown(c) ? c : '\ufffd'));
        return new String(
                clean.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            // Marks that turn the direction of writing make a name look like another one.
            case Character.FORMAT -> false;
            default -> true;
        };
    }
}

package io.sightline.server.camera.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds out in which encoding a CSV file is. A byte order mark says it; without one a text that is
 * valid UTF-8 is UTF-8, as other encodings' letters hardly ever are. Of the rest that encoding is
 * taken in which most of the first line's words are headers that are known, and where none is, the
 * first of {@link #OTHERS}.
 */
final class CsvText {

    /** What spreadsheets write where UTF-8 is not asked for: in Russian, Chinese, German. */
    private static final List<Charset> OTHERS =
            Stream.of("windows-1251", "GB18030", "windows-1252").map(Charset::forName).toList();

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int FIRST_BYTES = 4_096;

    private CsvText() {}

    static String decode(byte[] file, Predicate<String> isHeader) throws UnreadableSheetException {
        Charset charset = charset(file, isHeader);
        String text = strictly(file, charset).orElse(null);
        if (text == null) {
            throw new UnreadableSheetException("It is not text in any encoding that is known.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableSheetException("It is neither a workbook (.xlsx) nor CSV.");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Charset charset(byte[] file, Predicate<String> isHeader) {
        if (file.length >= 2 && hasMark(file, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (file.length >= 2 && hasMark(file, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        // Without a mark: the zeros of separators and digits are in every second place.
        int zeros = 0;
        int zerosInSecondPlace = 0;
        for (int i = 0; i < Math.min(file.length, FIRST_BYTES); i++) {
            zeros += file[i] == 0 ? 1 : 0;
            zerosInSecondPlace += file[i] == 0 ? i % 2 : 0;
        }
        if (zeros > 0) {
            return zerosInSecondPlace * 2 > zeros
                    ? StandardCharsets.UTF_16LE
                    : StandardCharsets.UTF_16BE;
        }
        if (strictly(file, StandardCharsets.UTF_8).isPresent()) {
            return StandardCharsets.UTF_8;
        }
        return OTHERS.stream()
                .filter(charset -> strictly(file, charset).isPresent())
                .max(
                        Comparator.comparingLong(
                                        (Charset charset) -> headers(file, charset, isHeader))
                                .thenComparingInt(charset -> -OTHERS.indexOf(charset)))
                .orElse(StandardCharsets.ISO_8859_1);
    }

    private static boolean hasMark(byte[] file, int first, int second) {
        return (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    private static long headers(byte[] file, Charset charset, Predicate<String> isHeader) {
        String beginning = new String(file, 0, Math.min(file.length, FIRST_BYTES), charset);
        return beginning
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> Stream.of(line.split("[,;\t]")).filter(isHeader).count())
                .orElse(0L);
    }

    private static Optional<String> strictly(byte[] file, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(file))
                            .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}

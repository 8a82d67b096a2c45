package io.sightline.server.camera.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CSV (RFC 4180) as spreadsheets write it: with commas, semicolons or tabs between. */
final class CsvTable {

    private static final String SEPARATORS = ",;\t";

    /** A first line by which Excel is told the separator, and by which it tells it. */
    private static final Pattern SAID = Pattern.compile("\\A\"?sep=(.)\"?\\r?\\n");

    private CsvTable() {}

    static List<SheetRow> read(String text, SheetLimits limits, Predicate<String> isHeader)
            throws UnreadableSheetException {
        Matcher said = SAID.matcher(text);
        boolean isSaid = said.find();
        char separator = isSaid ? said.group(1).charAt(0) : separator(text, isHeader);
        String table = isSaid ? text.substring(said.end()) : text;
        int linesBefore = isSaid ? 1 : 0;
        List<SheetRow> rows = new ArrayList<>();
        int cells = 0;
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(table)) {
            for (CsvRecord line : reader) {
                limits.checkColumns(line.getFieldCount());
                cells += line.getFieldCount();
                limits.checkCells(cells);
                for (String cell : line.getFields()) {
                    limits.checkLength(cell.length());
                }
                int number = (int) line.getStartingLineNumber() + linesBefore;
                SheetRow row = new SheetRow(number, line.getFields());
                if (!row.isEmpty()) {
                    rows.add(row);
                    limits.checkRows(rows.size());
                }
            }
            return rows;
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new UnreadableSheetException("It can't be read as CSV: " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** The one that makes most headers of the first line, or else most cells. */
    private static char separator(String text, Predicate<String> isHeader) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        Comparator<Map.Entry<Character, List<String>>> byHeaders =
                Comparator.comparingLong(
                        split -> split.getValue().stream().filter(isHeader).count());
        return SEPARATORS
                .chars()
                .mapToObj(c -> Map.entry((char) c, cells(first, (char) c)))
                .max(byHeaders.thenComparingInt(split -> split.getValue().size()))
                .map(Map.Entry::getKey)
                .orElse(',');
    }

    private static List<String> cells(String line, char separator) {
        return Stream.of(line.split(Pattern.quote(String.valueOf(separator))))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }
}

package io.sightline.server.camera;

import io.sightline.server.camera.CameraForm.StreamForm;
import io.sightline.server.camera.sheet.SheetRow;
import io.sightline.server.camera.sheet.SheetWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of cameras: which of its columns are known, and what its rows say.
 *
 * @param columns where each known column is
 * @param headers as they are written in the file
 * @param ignored headers that nobody knows
 * @param rows those under the header
 */
record ImportTable(
        Map<ImportColumn, Integer> columns,
        Map<ImportColumn, String> headers,
        List<String> ignored,
        List<SheetRow> rows) {

    /** A row as a form, with what can't even be put into one. */
    record FormRow(SheetRow row, CameraForm form, List<Mistake> mistakes) {}

    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "да", "是", "on");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "нет", "否", "off");

    /**
     * @param all the rows of a file; the first is the header
     * @return empty when the first row is no header of cameras
     */
    static Optional<ImportTable> of(List<SheetRow> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Map<ImportColumn, Integer> columns = new EnumMap<>(ImportColumn.class);
        Map<ImportColumn, String> headers = new EnumMap<>(ImportColumn.class);
        List<String> ignored = new ArrayList<>();
        List<String> titles = all.getFirst().cells();
        for (int i = 0; i < titles.size(); i++) {
            String title = titles.get(i);
            Optional<ImportColumn> column = ImportColumn.find(title);
            if (column.isPresent() && !columns.containsKey(column.get())) {
                columns.put(column.get(), i);
                headers.put(column.get(), title);
            } else if (!title.isEmpty()) {
                ignored.add(title);
            }
        }
        boolean placed =
                Stream.of(ImportColumn.URL, ImportColumn.HOST, ImportColumn.STREAMS)
                        .anyMatch(columns::containsKey);
        return placed
                ? Optional.of(
                        new ImportTable(columns, headers, ignored, all.subList(1, all.size())))
                : Optional.empty();
    }

    /** The header of a form's field as the file writes it, or as it would be written. */
    String headerOf(String field) {
        return Stream.of(ImportColumn.values())
                .filter(column -> column.field().equals(field))
                .findFirst()
                .map(column -> headers.getOrDefault(column, column.header()))
                .orElse(field);
    }

    FormRow form(SheetRow row) {
        List<Mistake> mistakes = new ArrayList<>();
        CameraForm form =
                new CameraForm(
                        text(row, ImportColumn.NAME),
                        text(row, ImportColumn.URL),
                        text(row, ImportColumn.SUB_URL),
                        text(row, ImportColumn.ONVIF),
                        streams(row, mistakes),
                        text(row, ImportColumn.TEMPLATE),
                        text(row, ImportColumn.HOST),
                        number(row, ImportColumn.PORT, mistakes),
                        number(row, ImportColumn.CHANNEL, mistakes),
                        null,
                        null,
                        text(row, ImportColumn.USERNAME),
                        text(row, ImportColumn.PASSWORD),
                        text(row, ImportColumn.MANUFACTURER),
                        text(row, ImportColumn.MODEL),
                        text(row, ImportColumn.SERIAL),
                        text(row, ImportColumn.FIRMWARE),
                        yesOrNo(row, mistakes),
                        words(row, ImportColumn.TAGS),
                        words(row, ImportColumn.GROUPS),
                        text(row, ImportColumn.NOTE),
                        null);
        return new FormRow(row, form, mistakes);
    }

    private @Nullable String text(SheetRow row, ImportColumn column) {
        Integer index = columns.get(column);
        if (index == null) {
            return null;
        }
        String text = SheetWriter.original(row.cell(index));
        return text.isEmpty() ? null : text;
    }

    private @Nullable Integer number(SheetRow row, ImportColumn column, List<Mistake> mistakes) {
        String text = text(row, column);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}")) {
            mistakes.add(new Mistake(column.field(), "\"" + text + "\" is not a number."));
            return null;
        }
        return Integer.valueOf(text);
    }

    private @Nullable Boolean yesOrNo(SheetRow row, List<Mistake> mistakes) {
        String text = text(row, ImportColumn.RECORD);
        if (text == null) {
            return null;
        }
        String word = text.toLowerCase(java.util.Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            mistakes.add(new Mistake("record", "\"" + text + "\" is neither yes nor no."));
        }
        return YES.contains(word);
    }

    private @Nullable List<String> words(SheetRow row, ImportColumn column) {
        String text = text(row, column);
        return text == null ? null : List.of(text.split("[,;\n，；]"));
    }

    /** Lines such as {@code main 1 rtsp://…}. */
    private @Nullable List<StreamForm> streams(SheetRow row, List<Mistake> mistakes) {
        String text = text(row, ImportColumn.STREAMS);
        if (text == null) {
            return null;
        }
        List<StreamForm> streams = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+", 3);
            if (parts.length == 3 && parts[1].matches("[0-9]{1,5}")) {
                streams.add(new StreamForm(parts[0], Integer.valueOf(parts[1]), parts[2]));
            } else if (!line.isEmpty()) {
                mistakes.add(
                        new Mistake(
                                "streams",
                                "A line says role, channel and URL: main 1 rtsp://10.0.0.1/…"));
            }
        }
        return streams;
    }
}

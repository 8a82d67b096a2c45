package io.sightline.server.camera;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of cameras would bring, or has brought, row by row.
 *
 * @param dryRun whether nothing was changed
 * @param counts of rows
 * @param ignoredColumns headers that nobody knows
 */
record ImportReport(boolean dryRun, Counts counts, List<String> ignoredColumns, List<Row> items) {

    ImportReport {
        ignoredColumns = List.copyOf(ignoredColumns);
        items = List.copyOf(items);
    }

    /**
     * @param fresh cameras that are not there yet
     * @param added of those, how many are there now
     */
    record Counts(
            @JsonProperty("new") int fresh,
            @JsonProperty("double") int doubles,
            int wrong,
            int added) {}

    /**
     * @param row as the spreadsheet counts it, from 1
     * @param status {@code new}, {@code double} or {@code wrong}
     * @param cameraId of the camera that was added, or of which it is a double
     * @param sameAsRow of which row it is a double
     * @param reason why it is a double
     * @param errors what is wrong
     */
    record Row(
            int row,
            String status,
            String name,
            String host,
            @Nullable String cameraId,
            @Nullable Integer sameAsRow,
            @Nullable String reason,
            List<RowError> errors) {

        Row withCameraId(String id) {
            return new Row(row, status, name, host, id, sameAsRow, reason, errors);
        }
    }

    /**
     * @param column as the file calls it
     * @param detail a sentence for a person
     */
    record RowError(String column, String detail) {}

    static Counts count(List<Row> items, int added) {
        return new Counts(
                (int) items.stream().filter(row -> row.status().equals("new")).count(),
                (int) items.stream().filter(row -> row.status().equals("double")).count(),
                (int) items.stream().filter(row -> row.status().equals("wrong")).count(),
                added);
    }
}

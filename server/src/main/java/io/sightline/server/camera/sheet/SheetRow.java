package io.sightline.server.camera.sheet;

import java.util.List;

/**
 * A row of a table, as text.
 *
 * @param number as a spreadsheet counts it, from 1; in CSV the line on which it begins
 * @param cells without blanks around them
 */
public record SheetRow(int number, List<String> cells) {

    public SheetRow {
        cells = cells.stream().map(String::strip).toList();
    }

    public boolean isEmpty() {
        return cells.stream().allMatch(String::isEmpty);
    }

    /** Empty beyond the last cell. */
    public String cell(int index) {
        return index < cells.size() ? cells.get(index) : "";
    }
}

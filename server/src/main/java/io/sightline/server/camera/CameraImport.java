package io.sightline.server.camera;

import io.sightline.server.audit.Actor;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import io.sightline.server.camera.ImportReport.Row;
import io.sightline.server.camera.ImportTable.FormRow;
import io.sightline.server.camera.sheet.SheetLimits;
import io.sightline.server.camera.sheet.SheetReader;
import io.sightline.server.camera.sheet.SheetRow;
import io.sightline.server.camera.sheet.UnreadableSheetException;
import io.sightline.server.web.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/** Adds the cameras of a table; before that, says what would come of each row. */
final class CameraImport {

    /** Of what a row may be a double: a camera that is there, or a row above. */
    private record Same(Optional<String> cameraId, Optional<Integer> row, String name) {}

    private record Checked(List<Row> rows, Map<Integer, CameraDraft> drafts) {}

    private final Cameras cameras;
    private final CameraTemplates templates;
    private final AddressLookups addresses;

    CameraImport(Cameras cameras, CameraTemplates templates, AddressLookups addresses) {
        this.cameras = cameras;
        this.templates = templates;
        this.addresses = addresses;
    }

    /** Says what would come of it. */
    ImportReport check(byte[] file) {
        ImportTable table = read(file);
        Checked checked = check(table);
        return new ImportReport(
                true, ImportReport.count(checked.rows(), 0), table.ignored(), checked.rows());
    }

    /**
     * Adds the cameras that are new: all of them or none.
     *
     * @param onlyGood whether rows that are wrong are left out, rather than in the way
     * @throws ProblemException 422 {@code import-has-mistakes} with the {@code report}
     */
    ImportReport apply(Actor actor, byte[] file, boolean onlyGood) {
        ImportTable table = read(file);
        Checked checked = check(table);
        ImportReport.Counts counts = ImportReport.count(checked.rows(), 0);
        if (counts.wrong() > 0 && !onlyGood) {
            throw mistakes(new ImportReport(true, counts, table.ignored(), checked.rows()));
        }
        List<Integer> order = checked.drafts().keySet().stream().sorted().toList();
        List<Camera> added =
                cameras.addAll(actor, order.stream().map(checked.drafts()::get).toList());
        Map<Integer, String> ids = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            ids.put(order.get(i), added.get(i).id());
        }
        List<Row> rows =
                checked.rows().stream()
                        .map(
                                row ->
                                        ids.containsKey(row.row())
                                                ? row.withCameraId(ids.get(row.row()))
                                                : row)
                        .toList();
        return new ImportReport(
                false, ImportReport.count(rows, added.size()), table.ignored(), rows);
    }

    private static ProblemException mistakes(ImportReport report) {
        ProblemException problem =
                new ProblemException(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "import-has-mistakes",
                        "Some rows are wrong",
                        report.counts().wrong()
                                + " rows are wrong, so nothing was added. Put them right, or ask"
                                + " for the good ones only.");
        problem.getBody().setProperty("report", report);
        return problem;
    }

    private static ImportTable read(byte[] file) {
        try {
            List<SheetRow> rows =
                    SheetReader.read(file, SheetLimits.DEFAULT, ImportColumn::isHeader);
            return ImportTable.of(rows)
                    .orElseThrow(
                            () ->
                                    unreadable(
                                            "Its first row has no column \"URL\" or \"Host\"."
                                                    + " Export the list of cameras to see a"
                                                    + " table that fits."));
        } catch (UnreadableSheetException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unreadable-import",
                "The file can't be imported",
                detail);
    }

    private Checked check(ImportTable table) {
        List<FormRow> forms = table.rows().stream().map(table::form).toList();
        Map<Integer, FormCheck.Result> results = new HashMap<>();
        forms.forEach(form -> results.put(form.row().number(), check(form)));
        Map<AddressLookups.Place, String> refused = addresses.refusals(places(results));
        Duplicates<Same> known = new Duplicates<>();
        for (Camera camera : cameras.all()) {
            known.add(camera, new Same(Optional.of(camera.id()), Optional.empty(), camera.name()));
        }
        List<Row> rows = new ArrayList<>();
        Map<Integer, CameraDraft> drafts = new HashMap<>();
        for (FormRow form : forms) {
            FormCheck.Result result = results.get(form.row().number());
            Row row =
                    switch (result) {
                        case FormCheck.Result.Wrong(List<Mistake> mistakes) ->
                                wrong(table, form, mistakes);
                        case FormCheck.Result.Good(CameraDraft draft) ->
                                row(table, form, draft, refused, known);
                        case null -> throw new IllegalStateException("every row was checked");
                    };
            if (row.status().equals("new") && result instanceof FormCheck.Result.Good(var good)) {
                drafts.put(row.row(), good);
            }
            rows.add(row);
        }
        return new Checked(rows, drafts);
    }

    private FormCheck.Result check(FormRow row) {
        FormCheck.Result result = FormCheck.check(row.form(), templates);
        if (row.mistakes().isEmpty()) {
            return result;
        }
        List<Mistake> all = new ArrayList<>(row.mistakes());
        if (result instanceof FormCheck.Result.Wrong(List<Mistake> more)) {
            all.addAll(more);
        }
        return new FormCheck.Result.Wrong(all);
    }

    private static Set<AddressLookups.Place> places(Map<Integer, FormCheck.Result> results) {
        return results.values().stream()
                .flatMap(
                        result ->
                                result instanceof FormCheck.Result.Good(CameraDraft draft)
                                        ? AddressLookups.Place.of(draft)
                                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static Row row(
            ImportTable table,
            FormRow form,
            CameraDraft draft,
            Map<AddressLookups.Place, String> refused,
            Duplicates<Same> known) {
        for (StreamDraft stream : draft.streams()) {
            String refusal = refused.get(AddressLookups.Place.of(stream));
            if (refusal != null) {
                String field = form.form().url() == null ? "host" : "url";
                return wrong(table, form, List.of(new Mistake(field, refusal)));
            }
        }
        Optional<String> control = draft.onvif().map(AddressLookups.Place::of).map(refused::get);
        if (control.isPresent()) {
            return wrong(table, form, List.of(new Mistake("onvifUrl", control.get())));
        }
        Optional<Duplicates.Found<Same>> there = known.of(draft);
        if (there.isPresent()) {
            Same same = there.get().camera();
            return new Row(
                    form.row().number(),
                    "double",
                    draft.name(),
                    draft.host(),
                    same.cameraId().orElse(null),
                    same.row().orElse(null),
                    "\"%s\" %s.".formatted(same.name(), there.get().reason().words()),
                    List.of());
        }
        known.add(
                draft, new Same(Optional.empty(), Optional.of(form.row().number()), draft.name()));
        return new Row(
                form.row().number(),
                "new",
                draft.name(),
                draft.host(),
                null,
                null,
                null,
                List.of());
    }

    private static Row wrong(ImportTable table, FormRow form, List<Mistake> mistakes) {
        return new Row(
                form.row().number(),
                "wrong",
                FieldChecks.plain(form.form().name()),
                FieldChecks.plain(form.form().host()),
                null,
                null,
                null,
                mistakes.stream()
                        .map(
                                mistake ->
                                        new ImportReport.RowError(
                                                table.headerOf(mistake.field()), mistake.detail()))
                        .toList());
    }
}

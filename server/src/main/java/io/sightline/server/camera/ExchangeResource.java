package io.sightline.server.camera;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.sheet.SheetWriter;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.web.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** {@code /api/v1/cameras/import} and {@code …/export}: lists of cameras as files. */
@RestController
@RequestMapping("/api/v1/cameras")
class ExchangeResource {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final MediaType XLSX =
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Cameras cameras;
    private final CameraImport imports;
    private final Favourites favourites;
    private final StreamDirectory streams;
    private final Rights rights;
    private final AuditLog audit;

    ExchangeResource(
            Cameras cameras,
            CameraImport imports,
            Favourites favourites,
            StreamDirectory streams,
            Rights rights,
            AuditLog audit) {
        this.cameras = cameras;
        this.imports = imports;
        this.favourites = favourites;
        this.streams = streams;
        this.rights = rights;
        this.audit = audit;
    }

    /**
     * @param dryRun whether it is only said what would come of it
     * @param onlyGood whether rows that are wrong are left out, rather than in the way
     */
    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportReport importFile(
            Caller caller,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean onlyGood)
            throws IOException {
        byte[] content = file.getBytes();
        return dryRun ? imports.check(content) : imports.apply(caller.actor(), content, onlyGood);
    }

    /** The cameras that a search finds, without passwords. */
    @GetMapping("/export")
    ResponseEntity<byte[]> export(
            Caller caller, CameraSearch search, @RequestParam(defaultValue = "csv") String format) {
        Set<String> liked = favourites.of(caller.accountId());
        List<Camera> found =
                cameras.all().stream()
                        .filter(camera -> rights.sees(caller, camera.id()))
                        .filter(search.predicate(streams, camera -> liked.contains(camera.id())))
                        .toList();
        ResponseEntity<byte[]> answer = file("cameras", format, CameraExport.table(found));
        audit.append(
                caller.actor(),
                Action.CAMERA_LIST_EXPORT,
                Target.SERVER,
                Outcome.SUCCESS,
                Map.of("cameras", Integer.toString(found.size()), "format", format));
        return answer;
    }

    /** A table to fill in: every column that is known, and two rows that show how. */
    @GetMapping("/import/template")
    ResponseEntity<byte[]> template(@RequestParam(defaultValue = "xlsx") String format) {
        return file("cameras-to-import", format, CameraExport.example());
    }

    private static ResponseEntity<byte[]> file(
            String name, String format, List<List<String>> table) {
        return switch (format) {
            case "csv" -> file(CSV, name + ".csv", SheetWriter.csv(table));
            case "xlsx" -> file(XLSX, name + ".xlsx", SheetWriter.xlsx("Cameras", table));
            default ->
                    throw new ProblemException(
                            HttpStatus.BAD_REQUEST,
                            "invalid-export-format",
                            "Not a format",
                            "Cameras are exported as csv or xlsx.");
        };
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }
}

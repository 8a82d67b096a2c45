package io.sightline.server.audit;

import io.sightline.server.audit.AuditVerifier.Result;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit}. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditResource {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss").withZone(ZoneOffset.UTC);

    private final AuditEntries entries;
    private final AuditAnchors anchors;
    private final AuditLog audit;
    private final InstantSource clock;

    AuditResource(AuditEntries entries, AuditAnchors anchors, AuditLog audit, InstantSource clock) {
        this.entries = entries;
        this.anchors = anchors;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first. */
    @GetMapping
    Page<AuditJson> searchAudit(
            AuditFilter filter,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        List<AuditRow> following = entries.newest(filter, before, Page.checkedLimit(limit) + 1);
        boolean more = following.size() > limit;
        List<AuditRow> page = more ? following.subList(0, limit) : following;
        return new Page<>(
                page.stream().map(AuditJson::of).toList(),
                more ? Long.toString(page.getLast().sequence()) : null);
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
    }

    /**
     * All that match, oldest first, as a file.
     *
     * @param format {@code csv} or {@code jsonl}
     */
    @GetMapping("/export")
    void exportAudit(
            AuditFilter filter,
            @RequestParam(defaultValue = "csv") String format,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        AuditExport export = AuditExport.named(format).orElseThrow(AuditResource::invalidFormat);
        Map<String, String> said = filter.conditions();
        said.put("format", format);
        audit.append(actor, Action.AUDIT_EXPORT, Target.SERVER, Outcome.SUCCESS, said);
        response.setContentType(export.mediaType());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit_%s.%s\""
                        .formatted(FILE_TIME.format(clock.instant()), export.extension()));
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                response.getOutputStream(), StandardCharsets.UTF_8))) {
            export.write(entries, filter, out);
        }
    }

    private static ProblemException invalidFormat() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-export-format",
                "Not a format",
                "format is csv or jsonl.");
    }

    /**
     * Whether the log is as it was written.
     *
     * @param entries how many there are, or are as they were
     * @param head number and hash of the newest; null when it is broken
     * @param broken the first that is not as it was; null when all are
     */
    record AuditVerification(
            boolean intact,
            long entries,
            @Nullable String head,
            int anchors,
            @Nullable BrokenEntry broken) {}

    /** The first entry that is not as it was written. */
    record BrokenEntry(long sequence, String fault, String detail) {}

    @GetMapping("/verify")
    AuditVerification verifyAudit() throws IOException {
        List<AuditAnchor> known = anchors.read();
        return switch (new AuditVerifier(entries).verify(known)) {
            case Result.Intact intact ->
                    new AuditVerification(
                            true,
                            intact.entries(),
                            new AuditAnchor(intact.entries(), intact.hash()).toString(),
                            intact.anchors(),
                            null);
            case Result.Broken broken ->
                    new AuditVerification(
                            false,
                            broken.sequence() - 1,
                            null,
                            known.size(),
                            new BrokenEntry(
                                    broken.sequence(),
                                    AuditJson.word(broken.fault()),
                                    "Entry %d %s."
                                            .formatted(broken.sequence(), broken.fault().words())));
        };
    }
}

package io.sightline.server.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was done.
 *
 * @param sequence 1, 2, 3, … without holes
 * @param details what else is worth knowing, never a secret; texts are cut to 500 characters
 */
record AuditEntry(
        long sequence,
        Instant at,
        Actor actor,
        Action action,
        Target target,
        Outcome outcome,
        Map<String, String> details) {

    private static final int MAX_DETAILS = 32;
    private static final int MAX_KEY = 60;
    private static final int MAX_DETAIL = 500;

    AuditEntry {
        if (details.size() > MAX_DETAILS) {
            throw new IllegalArgumentException("more than " + MAX_DETAILS + " details");
        }
        Map<String, String> clean = new TreeMap<>();
        details.forEach(
                (key, value) ->
                        clean.put(
                                AuditText.clean(key, MAX_KEY), AuditText.clean(value, MAX_DETAIL)));
        details = Collections.unmodifiableMap(clean);
    }
}

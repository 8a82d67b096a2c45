package io.sightline.server.audit;

import io.sightline.server.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which entries are wanted: those for which every condition holds that is not null.
 *
 * @param from ISO 8601, inclusive
 * @param to ISO 8601, exclusive
 * @param actor id or name of who did it
 * @param action {@code log-in}, …
 * @param target id or name of what it was done on
 * @param outcome {@code success}, {@code refused} or {@code failed}
 * @param q part of a name, an id, an address or the details
 */
record AuditFilter(
        @Nullable String from,
        @Nullable String to,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target,
        @Nullable String outcome,
        @Nullable String q) {

    static final AuditFilter EVERYTHING = new AuditFilter(null, null, null, null, null, null, null);

    private static final String TEXT =
            "lower(actor_name || ' ' || actor_id || ' ' || actor_address || ' ' || target_name"
                    + " || ' ' || target_id || ' ' || details) like :text escape '!'";

    /** Conditions in SQL, with what they are asked with. */
    record Sql(String where, Map<String, Object> parameters) {

        Sql and(String condition, String name, Object value) {
            Map<String, Object> more = new HashMap<>(parameters);
            more.put(name, value);
            return new Sql(where + " and " + condition, more);
        }
    }

    /**
     * @throws ProblemException 400 when a time or a word is none
     */
    Sql sql() {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        if (from != null) {
            conditions.add("at >= :from");
            parameters.put("from", millis("from", from));
        }
        if (to != null) {
            conditions.add("at < :to");
            parameters.put("to", millis("to", to));
        }
        if (actor != null) {
            conditions.add("(actor_id = :actor or actor_name = :actor)");
            parameters.put("actor", actor);
        }
        if (action != null) {
            conditions.add("action = :action");
            parameters.put("action", known(Action.values(), "action", action));
        }
        if (target != null) {
            conditions.add("(target_id = :target or target_name = :target)");
            parameters.put("target", target);
        }
        if (outcome != null) {
            conditions.add("outcome = :outcome");
            parameters.put("outcome", known(Outcome.values(), "outcome", outcome));
        }
        if (q != null && !q.isBlank()) {
            conditions.add(TEXT);
            parameters.put("text", '%' + escaped(q.strip().toLowerCase(Locale.ROOT)) + '%');
        }
        return new Sql(String.join(" and ", conditions), parameters);
    }

    /**
     * By name, those that are set.
     *
     * @throws ProblemException as {@link #sql}
     */
    Map<String, String> conditions() {
        sql();
        Map<String, String> set = new HashMap<>();
        put(set, "from", from);
        put(set, "to", to);
        put(set, "actor", actor);
        put(set, "action", action);
        put(set, "target", target);
        put(set, "outcome", outcome);
        put(set, "q", q);
        return set;
    }

    private static void put(Map<String, String> set, String name, @Nullable String value) {
        if (value != null) {
            set.put(name, value);
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static long millis(String name, String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw invalid(name + " is an ISO 8601 time in UTC, such as 2026-02-13T14:30:00Z.");
        }
    }

    private static String known(Enum<?>[] constants, String name, String word) {
        List<String> words = Arrays.stream(constants).map(AuditJson::word).toList();
        if (!words.contains(word)) {
            throw invalid(name + " is one of " + String.join(", ", words) + ".");
        }
        return word;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "invalid-audit-filter", "Not a filter", detail);
    }
}

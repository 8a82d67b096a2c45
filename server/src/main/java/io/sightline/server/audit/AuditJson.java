package io.sightline.server.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry as the API shows it.
 *
 * @param details names and values
 * @param hash SHA-256 over all entries up to this one, hexadecimal
 */
record AuditJson(
        long sequence,
        Instant at,
        ActorJson actor,
        String action,
        TargetJson target,
        String outcome,
        Map<String, String> details,
        String hash) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** Who did it, as known then. */
    record ActorJson(String kind, String id, String name, String address) {}

    /** On what. */
    record TargetJson(String kind, String id, String name) {}

    static AuditJson of(AuditRow row) {
        return new AuditJson(
                row.sequence(),
                Instant.ofEpochMilli(row.atMillis()),
                new ActorJson(row.actorKind(), row.actorId(), row.actorName(), row.actorAddress()),
                row.action(),
                new TargetJson(row.targetKind(), row.targetId(), row.targetName()),
                row.outcome(),
                details(row.details()),
                row.hash());
    }

    static String details(Map<String, String> details) {
        return JSON.writeValueAsString(details);
    }

    /** A row that somebody altered is shown all the same. */
    private static Map<String, String> details(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JacksonException e) {
            return Map.of("unreadable", json);
        }
    }

    String line() {
        return JSON.writeValueAsString(this);
    }

    /** {@code CAMERA_ADD} as {@code camera-add}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

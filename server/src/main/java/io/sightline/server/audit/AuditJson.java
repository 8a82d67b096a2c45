package io.sightline.server.audit;

import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Details as text. */
final class AuditJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private AuditJson() {}

    static String details(Map<String, String> details) {
        return JSON.writeValueAsString(details);
    }
}

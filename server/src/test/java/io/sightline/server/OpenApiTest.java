package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.access.Caller;
import io.sightline.server.audit.Actor;
import io.swagger.v3.core.converter.ModelConverters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description is a file that the server hands out as it is, so that a start need not work
 * it out. This test works it out and compares; {@code -Dopenapi.write=true} writes the file anew.
 */
class OpenApiTest {

    private static final Path FILE =
            Path.of("src/main/resources/META-INF/resources/api/v1/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    @TempDir Path data;

    @Test
    void describesTheApiAsItIs() throws IOException {
        ModelConverters.getInstance(true).addConverter(new RecordNullness());
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Caller.class);
        // Nothing else than a caller, who may be nobody, is an Optional parameter.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Optional.class);
        try (TestServer server =
                TestServer.start(
                        data,
                        "--springdoc.api-docs.enabled=true",
                        "--springdoc.writer-with-order-by-keys=true",
                        "--springdoc.default-flat-param-object=true",
                        "--springdoc.paths-to-match=/api/v1/**",
                        "--springdoc.api-docs.path=/openapi")) {
            JsonNode actual = server.get("/openapi").json();
            ((ObjectNode) actual).remove("servers");
            ((ObjectNode) actual).putObject("info").put("title", "Sightline").put("version", "v1");
            nameOperations(actual.path("paths"));
            if (Boolean.getBoolean("openapi.write")) {
                Files.createDirectories(FILE.getParent());
                Files.writeString(FILE, JSON.writeValueAsString(actual) + "\n");
            }
            assertThat(JSON.readTree(Files.readString(FILE)))
                    .as("run this test with -Dopenapi.write=true and look at the difference")
                    .isEqualTo(actual);
            assertThat(server.get("/api/v1/openapi.json").json()).isEqualTo(actual);
        }
    }

    /**
     * By method and path, such as {@code get_cameras_id_device}: Springdoc numbers methods of the
     * same name, so that a new route would rename others.
     */
    private static void nameOperations(JsonNode paths) {
        paths.forEachEntry(
                (path, operations) ->
                        operations.forEachEntry(
                                (method, operation) ->
                                        ((ObjectNode) operation)
                                                .put("operationId", operationId(method, path))));
    }

    private static String operationId(String method, String path) {
        return method
                + path.replaceFirst("^/api/v1", "")
                        .replaceAll("[^A-Za-z0-9]+", "_")
                        .replaceFirst("_$", "");
    }
}

package io.sightline.server;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the API's description what the code knows of null: a record's component is required unless
 * it is {@link Nullable}, and then it may be null or left out.
 */
final class RecordNullness implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) {
            describe(java.getRawClass(), definition(schema, context));
        }
        return schema;
    }

    private static @Nullable Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        if (reference == null) {
            return schema;
        }
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void describe(Class<?> type, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (isUnwrapped(component)) {
                describe(component.getType(), schema);
            } else if (schema.getProperties().containsKey(component.getName())) {
                describe(component, schema);
            }
        }
    }

    private static void describe(RecordComponent component, Schema<?> schema) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            allowNull(schema.getProperties(), component.getName());
        } else if (schema.getRequired() == null
                || !schema.getRequired().contains(component.getName())) {
            schema.addRequiredItem(component.getName());
        }
    }

    /** Jackson's annotation lies on the accessor and the field, not on the component itself. */
    private static boolean isUnwrapped(RecordComponent component) {
        AnnotatedElement accessor = component.getAccessor();
        return accessor.isAnnotationPresent(JsonUnwrapped.class);
    }

    @SuppressWarnings("rawtypes") // as the library's maps are
    private static void allowNull(Map<String, Schema> properties, String name) {
        Schema<?> property = Objects.requireNonNull(properties.get(name));
        if (property.get$ref() != null) {
            Schema<?> nothing = new Schema<>();
            nothing.addType("null");
            // The name is what an unwrapped record's properties are copied by.
            Schema<?> either = new Schema<>().name(name);
            either.setAnyOf(List.of(new Schema<>().$ref(property.get$ref()), nothing));
            properties.put(name, either);
        } else if (property.getTypes() != null) {
            property.addType("null");
        }
    }
}

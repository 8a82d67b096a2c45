package io.sightline.server.onboarding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants besides an address and a password.
 *
 * @param name of the camera; a name is made up of what the device says when null
 * @param record whether its main stream is recorded
 * @param confirm whether somebody looks at what was found before it is registered
 * @param template manufacturer's template to use where there is no ONVIF; all are tried when null
 * @param groups to put it into
 * @param tags to give it
 */
record Wish(
        @Nullable String name,
        boolean record,
        boolean confirm,
        @Nullable String template,
        List<String> groups,
        List<String> tags) {

    Wish {
        groups = List.copyOf(groups);
        tags = List.copyOf(tags);
    }
}

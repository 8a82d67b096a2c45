package io.sightline.server.camera;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which addresses cameras may have besides, and besides which they may not.
 *
 * @param allow allowed whatever else speaks against them
 * @param refuse refused as well
 */
@ConfigurationProperties("camera.address")
record AddressRules(
        @DefaultValue List<AddressBlock> allow, @DefaultValue List<AddressBlock> refuse) {

    AddressRules {
        allow = List.copyOf(allow);
        refuse = List.copyOf(refuse);
    }
}
